// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.suture.bench.Machine;
import dev.suture.runtime.UserError;
import dev.suture.runtime.demo.CleanUp;
import dev.suture.runtime.demo.TempFolder;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench swap}. */
@Command(name = "swap", description = "Calls lost and longest pause when commons-text 1.9 and 1.10.0 take each other's place"
        + " under a servlet: ours against update + refresh.", footer = {"",
                "Exit codes: 0 done, 1 ours lost a call, 2 a mistake in the command line,",
                "3 inconclusive: the load could not be offered, or something could not be measured."})
public final class SwapCommand implements Callable<Integer> {
    private static final int INCONCLUSIVE = 3;

    @Option(names = "--swaps", paramLabel = "N", defaultValue = "10", description = "Swaps of each technique, 1 to 1000 (${DEFAULT-VALUE}).")
    private int swaps;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "1100", description = "Requests a second, 1000 to 20000 (${DEFAULT-VALUE}).")
    private int perSecond;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all that was measured to FILE.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        requireRange("--swaps", swaps, 1, 1000);
        requireRange("--rate", perSecond, SwapResult.LEAST_LOAD, 20_000);
        json.ifPresent(SwapCommand::requireWritable);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CleanUp cleanUp = new CleanUp(complaint -> out.println("bench: while cleaning up: " + complaint));
        Thread hook = new Thread(cleanUp::close, "bench clean-up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(out, cleanUp);
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

    private int run(PrintStream out, CleanUp cleanUp) throws IOException, InterruptedException {
        out.println("swap: " + Machine.here().describe());
        out.println(Figures.format(
                "commons-text %s <-> %s under the demo's servlet; %,d requests/s, open loop, from another process",
                SwapBench.HOLE, SwapBench.FIXED, perSecond));
        Path folder = cleanUp.add(new TempFolder("suture-bench-")).path();
        SwapResult result = new SwapBench(swaps, perSecond, out::println).run(folder, cleanUp);
        out.println();
        SwapTable.lines(result).forEach(out::println);
        if (json.isPresent()) {
            Files.write(json.get(), SwapJson.write(result));
        }
        return result.exitCode();
    }

    private static void requireRange(String option, int value, int least, int most) {
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
