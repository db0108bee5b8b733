// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.suture.runtime.state.StoreCheck;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code suture store}: what concerns the jars on a device. */
@Command(name = "store", mixinStandardHelpOptions = true, subcommands = {StoreCommand.Verify.class,
        StoreCommand.Gc.class}, description = "Looks after the jars on a device.")
public final class StoreCommand implements Callable<Integer> {
    private static final int DAMAGED = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** {@code suture store verify}. */
    @Command(name = "verify", mixinStandardHelpOptions = true, description = "Hashes every jar of the store and of all generations. The gateway may run meanwhile.", footer = {
            "", "Exit codes: 0 all whole, 1 something is damaged, 2 a mistake in the command line."})
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(names = "--root", required = true, paramLabel = "DIR", description = "The state root of the gateway.")
        private Path root;

        @Override
        public Integer call() {
            if (!Files.isDirectory(root.resolve("generations"))) {
                throw new UserError(root + " is not the state root of a gateway: it has no folder generations");
            }
            try {
                return print(StoreCheck.of(root), spec.commandLine().getOut());
            } catch (IOException e) {
                throw new UserError("cannot read " + root + ": " + e.getMessage());
            }
        }

        private static int print(StoreCheck check, PrintWriter out) {
            out.println("store        " + check.jars() + " jars, " + check.bytes() + " bytes; " + check.unneeded()
                    + " of them needed by no generation");
            check.generations().forEach((number, label) -> out.println("generation   " + number + "  " + label));
            check.damage().forEach(line -> out.println("damaged      " + line));
            out.println(check.damage().isEmpty()
                    ? "all whole"
                    : "A start of the gateway puts back what the store still has, or goes back to a generation that is whole.");
            out.flush();
            return check.damage().isEmpty() ? 0 : DAMAGED;
        }
    }

    /** {@code suture store gc}. */
    @Command(name = "gc", mixinStandardHelpOptions = true, description = "Has a running gateway remove what it needs no more: all but the base release, what runs, what was confirmed before, and what a pending offer needs. It does so by itself after each patch.")
    static final class Gc extends WordCommand {
        Gc() {
            super("collect");
        }
    }
}
