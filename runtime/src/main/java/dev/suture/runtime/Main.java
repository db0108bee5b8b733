// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import dev.suture.runtime.launch.RunCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line. A user's mistake is one line and exit code 2; only a mistake of ours shows a stack trace. */
@Command(name = "suture", mixinStandardHelpOptions = true, version = "suture 0.1.0", subcommands = RunCommand.class, description = "Background security updates for Java gateways.")
public final class Main {
    private static final int USER_ERROR = 2;

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs one command line and returns its exit code. */
    static int execute(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        IExecutionExceptionHandler handler = Main::explain;
        line.setExecutionExceptionHandler(handler);
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof UserError error) {
            command.getErr().println("suture: " + error.getMessage());
            return USER_ERROR;
        }
        throw failure;
    }
}
