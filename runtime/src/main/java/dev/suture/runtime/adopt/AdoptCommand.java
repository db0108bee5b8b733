// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.adopt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.Digest;
import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;
import dev.suture.runtime.guest.Prepared;
import dev.suture.runtime.launch.DeviceSite;
import dev.suture.runtime.launch.Home;
import dev.suture.runtime.launch.SiteOptions;
import dev.suture.runtime.launch.Trust;
import dev.suture.runtime.state.Disk;
import dev.suture.runtime.state.RootLock;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture adopt}. */
@Command(name = "adopt", mixinStandardHelpOptions = true, description = "Prepares a bundle that brings Suture into a Felix or Equinox that runs already, without a restart. The host installs it by its own means.")
public final class AdoptCommand implements Callable<Integer> {
    private static final String JAR = "suture-guest.jar";

    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root, on this machine, writable for the host's user.")
    private Path root;

    @Option(names = "--product", required = true, paramLabel = "NAME", description = "The product, e.g. gateway.")
    private String product;

    @Option(names = "--base", paramLabel = "VERSION", description = "The base release to adopt, as far as the host has it. Without it, the one that is on the host whole.")
    private Optional<String> base = Optional.empty();

    @Option(names = "--device", paramLabel = "ID", description = "This device's id (made from /etc/machine-id).")
    private Optional<String> device = Optional.empty();

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "The publisher's root.json. Compare its fingerprint with what the publisher tells you by another way.")
    private Path trust;

    @Mixin
    private SiteOptions where;

    @Option(names = "--feature", arity = "1..*", paramLabel = "NAME|FILE", description = "Features to bring in beside guest, e.g. one with settings and policies of your own.")
    private List<String> features = List.of();

    @Override
    public Integer call() {
        Path state = root.toAbsolutePath().normalize();
        DeviceSite site = where.site();
        Preparing preparing = new Preparing(state, new Preparing.Asked(product, base, device, features, trust, site),
                Home.ofThisProcess());
        try {
            List<BaseRelease> bases = preparing.check();
            site.broker().check(line -> spec.commandLine().getErr().println("suture: " + line));
            tell(underLock(state, preparing, bases), jar(state), new Trust(state).fingerprint());
            return 0;
        } catch (IOException e) {
            throw new UserError("the state root " + root + " fails: " + DiskTrouble.explain(e), e);
        }
    }

    private static Prepared underLock(Path state, Preparing preparing, List<BaseRelease> bases) throws IOException {
        RootLock lock = RootLock.take(state);
        try {
            return preparing.prepare(bases);
        } finally {
            lock.close();
        }
    }

    private static Path jar(Path state) throws IOException {
        Path jar = state.resolve(JAR);
        Path part = state.resolve(JAR + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            GuestJar.write(state, out);
        }
        Disk.moveDurably(part, jar);
        return jar;
    }

    private void tell(Prepared prepared, Path jar, Digest fingerprint) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("prepared " + prepared.updater().bundles().size() + " bundles for " + prepared.device()
                + "; base releases: " + (prepared.bases().isEmpty()
                        ? "none yet, so only an inventory is taken"
                        : prepared.bases().stream().map(BaseRelease::base).collect(Collectors.joining(", "))));
        out.println("trusts the root with the fingerprint sha256 " + fingerprint);
        out.println("have the host install and start " + jar.toUri());
        out.println("what it does then stands in " + jar.resolveSibling("guest.log"));
        out.flush();
    }
}
