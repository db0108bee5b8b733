// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import dev.suture.publish.Publisher;
import dev.suture.publish.RepositoryStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suture repo}: what concerns a repository as a whole. */
@Command(name = "repo", mixinStandardHelpOptions = true, subcommands = RepoCommand.Status.class, description = "Looks after a repository.")
public final class RepoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** {@code suture repo status}. */
    @Command(name = "status", mixinStandardHelpOptions = true, description = "Shows bases, levels, roles and keys.")
    static final class Status implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "The workspace.")
        private Path folder;

        @Override
        public Integer call() {
            return Work.in(folder, () -> print(Publisher.status(folder), spec.commandLine().getOut()));
        }

        private static void print(RepositoryStatus status, PrintWriter out) {
            out.println("product " + status.product());
            out.println("root    " + status.root() + "  sha256 " + status.rootDigest());
            for (RepositoryStatus.Role role : status.roles()) {
                boolean expired = !role.expires().isAfter(Clock.systemUTC().instant());
                out.printf("%-9s version %d, %s %s, %d of %d keys sign%n", role.name(), role.version(),
                        expired ? "EXPIRED" : "expires", role.expires(), role.threshold(), role.keys().size());
                role.keys().forEach(key -> out.println("  key " + key.id().substring(0, 12) + "  " + key.scheme()
                        + (key.present() ? "" : "  (private half not here)")));
            }
            for (RepositoryStatus.Base base : status.bases()) {
                out.println("base " + base.release().base() + ", " + base.release().bundles().size() + " bundles");
                base.levels().forEach(patch -> out.println("  " + patch.id().level() + "  "
                        + patch.advisory().severity() + "  " + patch.advisory().title() + "  "
                        + String.join(" ", patch.advisory().cves())));
                base.pulled().forEach(level -> out.println("  " + level + "  PULLED"));
            }
        }
    }
}
