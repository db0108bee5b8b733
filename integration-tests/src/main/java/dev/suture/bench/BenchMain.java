// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import dev.suture.bench.swap.SwapCommand;
import dev.suture.bench.verify.VerifyCommand;
import dev.suture.runtime.UserError;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line of the benchmarks. */
@Command(name = "integration-tests/bench", subcommands = {SwapCommand.class,
        VerifyCommand.class}, description = "Runs one benchmark and prints its table.", footer = {
                "", "Exit codes: 0 done, 1 ours broke a promise, 2 a mistake in the command line,",
                "3 inconclusive: the load could not be offered, or something could not be measured."})
public final class BenchMain implements Callable<Integer> {
    private static final int USER_ERROR = 2;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private BenchMain() {
    }

    public static void main(String[] arguments) {
        System.exit(execute(new PrintWriter(System.err, true), arguments));
    }

    /** Runs one command line and returns its exit code; mistakes are told to {@code err}. */
    static int execute(PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new BenchMain());
        line.setErr(err);
        line.setParameterExceptionHandler(BenchMain::refuse);
        line.setExecutionExceptionHandler(BenchMain::explain);
        return line.execute(arguments);
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "say which benchmark: " + names(spec.commandLine()));
    }

    private static int refuse(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        command.getErr().println("bench: " + describe(mistake) + "; see integration-tests/bench --help");
        return USER_ERROR;
    }

    private static String describe(ParameterException mistake) {
        CommandLine command = mistake.getCommandLine();
        boolean name = command.getParent() == null && mistake instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption();
        return name
                ? "there is no benchmark '" + ((UnmatchedArgumentException) mistake).getUnmatched().get(0)
                        + "', only: " + names(command)
                : mistake.getMessage();
    }

    private static String names(CommandLine command) {
        return String.join(", ", command.getSubcommands().keySet());
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof UserError error) {
            command.getErr().println("bench: " + error.getMessage());
            return USER_ERROR;
        }
        throw failure;
    }
}
