// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.suture.runtime.UserError;
import dev.suture.runtime.demo.CleanUp;
import dev.suture.runtime.demo.TempFolder;

import picocli.CommandLine.Option;

/** What the commands of all benchmarks have in common: a folder that goes with all its processes, a table, and a file on demand. */
public abstract class BenchCommand implements Callable<Integer> {
    private static final int INCONCLUSIVE = 3;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all that was measured to FILE.")
    private Optional<Path> json = Optional.empty();

    /**
     * What came of it.
     *
     * @param table for people, line by line
     * @param json for programs
     * @param exitCode of the command
     */
    public record Report(Iterable<String> table, byte[] json, int exitCode) {}

    /** Checks the options. @throws UserError if one cannot be */
    protected abstract void requireOptions();

    /**
     * Measures.
     *
     * @param out for progress
     * @param folder for what is left on the disk
     * @param cleanUp ends what was started
     * @throws IOException if something cannot be measured
     */
    protected abstract Report measure(PrintStream out, Path folder, CleanUp cleanUp)
            throws IOException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        requireOptions();
        json.ifPresent(BenchCommand::requireWritable);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CleanUp cleanUp = new CleanUp(complaint -> out.println("bench: while cleaning up: " + complaint));
        Thread hook = new Thread(cleanUp::close, "bench clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Report report = measure(out, cleanUp.add(new TempFolder("suture-bench-")).path(), cleanUp);
            out.println();
            report.table().forEach(out::println);
            if (json.isPresent()) {
                Files.write(json.get(), report.json());
            }
            return report.exitCode();
        } catch (IOException e) {
            // When somebody pressed Ctrl-C everything breaks, and nobody wants to read of it.
            if (!cleanUp.hasEnded()) {
                out.println("bench: inconclusive: " + e.getMessage());
            }
            return INCONCLUSIVE;
        } finally {
            cleanUp.close();
        }
    }

    /** @throws UserError if a number is not within its limits */
    protected static void requireRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserError(option + " is from " + least + " to " + most + ", not " + value);
        }
    }

    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new UserError("--json: cannot write to " + file);
        }
    }
}
