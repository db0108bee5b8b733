// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.suture.runtime.Broker;
import dev.suture.runtime.DiskTrouble;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.RootLock;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture device init}. */
@Command(name = "init", mixinStandardHelpOptions = true, description = "Makes a gateway in an empty folder: its first generation, whom it trusts, its broker and its repository. From then on suture run --root DIR is enough.")
final class DeviceInitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root.")
    private Path root;

    @Option(names = "--trust", required = true, paramLabel = "FILE", description = "The publisher's root.json. Compare its fingerprint with what the publisher tells you by another way.")
    private Path trust;

    @Option(names = "--product", required = true, paramLabel = "NAME", description = "The product, e.g. gateway.")
    private String product;

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release, e.g. 5.2.0.")
    private String base;

    @Option(names = "--device", paramLabel = "ID", description = "This device's id (made from /etc/machine-id).")
    private Optional<String> device = Optional.empty();

    @Mixin
    private SiteOptions where;

    @Option(names = "--feature", arity = "1..*", paramLabel = "NAME|FILE", description = "Features of the base release, in the order they are installed (gateway).")
    private List<String> features = List.of("gateway");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path state = root.toAbsolutePath().normalize();
        DeviceSite site = where.site();
        SetUp setUp = new SetUp(state, new SetUp.Asked(Optional.of(product), Optional.of(base), device, features,
                Optional.of(trust)));
        try {
            check(setUp, site);
            Settings settings = underLock(state, setUp, site.configurations());
            out.println(
                    settings.product() + " " + settings.base() + " as device " + settings.device() + " in " + state);
            out.println("trusts the root with the fingerprint sha256 " + new Trust(state).fingerprint());
            out.println("start it by: suture run --root " + root);
            return 0;
        } catch (IOException e) {
            throw new UserError("the state root " + root + " fails: " + DiskTrouble.explain(e), e);
        }
    }

    /** All that can be wrong, before anything is written. */
    private void check(SetUp setUp, DeviceSite site) throws IOException {
        List<Path> jars = setUp.checkNew();
        byte[] publisher = Trust.read(trust);
        site.broker().check(line -> spec.commandLine().getErr().println("suture: " + line));
        PublishedBase.find(site.files(), publisher, product, base).requireAll(jars);
    }

    private static Settings underLock(Path state, SetUp setUp, Map<String, Map<String, Object>> configurations)
            throws IOException {
        RootLock lock = RootLock.take(state);
        try {
            return setUp.makeNew(configurations);
        } finally {
            lock.close();
        }
    }
}
