// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import dev.suture.runtime.demo.DemoCommand;
import dev.suture.runtime.launch.RunCommand;
import dev.suture.runtime.publish.AnnounceCommand;
import dev.suture.runtime.publish.BaseCommand;
import dev.suture.runtime.publish.InitCommand;
import dev.suture.runtime.publish.PatchCommand;
import dev.suture.runtime.publish.RepoCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command line. A user's mistake is one line and exit code 2; only a mistake of ours shows a stack trace. */
@Command(name = "suture", mixinStandardHelpOptions = true, version = "suture 0.1.0", subcommands = {DemoCommand.class,
        RunCommand.class, StatusCommand.class, InitCommand.class, BaseCommand.class, PatchCommand.class,
        AnnounceCommand.class, RepoCommand.class}, description = "Background security updates for Java gateways.")
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
        line.setParameterExceptionHandler(Main::refuse);
        line.setExecutionExceptionHandler(Main::explain);
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    private static int refuse(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("suture: " + mistake.getMessage() + "; see " + name + " --help");
        return USER_ERROR;
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
