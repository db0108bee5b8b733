// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.suture.runtime.adopt.AdoptCommand;
import dev.suture.runtime.demo.DemoCommand;
import dev.suture.runtime.launch.DeviceCommand;
import dev.suture.runtime.launch.RunCommand;
import dev.suture.runtime.publish.AnnounceCommand;
import dev.suture.runtime.publish.BaseCommand;
import dev.suture.runtime.publish.InitCommand;
import dev.suture.runtime.publish.PatchCommand;
import dev.suture.runtime.publish.PullCommand;
import dev.suture.runtime.publish.RepoCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. A user's mistake is one line and exit code 2; only a mistake of ours shows a stack trace. */
@Command(name = "suture", mixinStandardHelpOptions = true, version = "suture 0.1.0", subcommands = {DemoCommand.class,
        DeviceCommand.class, AdoptCommand.class, RunCommand.class, StatusCommand.class, ConsentCommand.class,
        UpdateCommand.class, RetryCommand.class, RemoveCommand.class, StoreCommand.class, InitCommand.class,
        BaseCommand.class,
        PatchCommand.class, PullCommand.class,
        AnnounceCommand.class, RepoCommand.class}, description = "Background security updates for Java gateways.")
public final class Main {
    private static final int USER_ERROR = 2;

    private Main() {
    }

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs one command line and returns its exit code. */
    public static int execute(String... arguments) {
        CommandLine line = line();
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    static CommandLine line() {
        CommandLine line = new CommandLine(new Main());
        line.registerConverter(Path.class, Main::path);
        tellVersion(line, line.getCommandSpec().version());
        line.setParameterExceptionHandler(Main::refuse);
        line.setExecutionExceptionHandler(Main::explain);
        return line;
    }

    private static void tellVersion(CommandLine line, String[] version) {
        for (CommandLine command : line.getSubcommands().values()) {
            command.getCommandSpec().version(version);
            tellVersion(command, version);
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(noPath(e));
        }
    }

    /** Most often the JVM could not read a letter that the locale does not have. */
    private static String noPath(InvalidPathException mistake) {
        return "'" + mistake.getInput() + "' cannot be a path here; if it has letters beyond ASCII, set LC_ALL=C.UTF-8";
    }

    private static int refuse(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println("suture: " + said(mistake) + "; see " + name + " --help");
        return USER_ERROR;
    }

    private static String said(ParameterException mistake) {
        if (mistake instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            boolean command = !mistake.getCommandLine().getSubcommands().isEmpty();
            return (command ? "there is no command '" : "nothing is known to do with '")
                    + unmatched.getUnmatched().get(0) + "'";
        }
        return mistake.getMessage();
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof UserError error) {
            command.getErr().println("suture: " + error.getMessage());
            return USER_ERROR;
        }
        if (failure instanceof InvalidPathException mistake) {
            command.getErr().println("suture: " + noPath(mistake));
            return USER_ERROR;
        }
        throw failure;
    }
}
