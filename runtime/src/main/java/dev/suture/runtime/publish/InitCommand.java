// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;

import dev.suture.publish.Publisher;
import dev.suture.publish.RepositoryStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suture init}. */
@Command(name = "init", mixinStandardHelpOptions = true, description = "Makes a publisher's workspace: fresh keys and an empty repository.")
public final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "An empty or a new folder.")
    private Path folder;

    @Option(names = "--product", required = true, paramLabel = "NAME", description = "The product, e.g. gateway.")
    private String product;

    @Option(names = "--pq-online", description = "Signs snapshot and timestamp by ML-DSA too: 6.6 kB more for each, with every push.")
    private boolean pqOnline;

    @Override
    public Integer call() {
        return Work.in(folder, () -> {
            Publisher.init(folder, product, Clock.systemUTC(), new SecureRandom(), pqOnline);
            RepositoryStatus status = Publisher.status(folder);
            var out = spec.commandLine().getOut();
            out.println("workspace of " + product + " in " + folder);
            out.println("root for devices   " + status.root());
            out.println("its fingerprint    sha256 " + status.rootDigest());
            out.println("The keys in " + folder.resolve("keys") + " are not encrypted: whoever reads them can sign.");
        });
    }
}
