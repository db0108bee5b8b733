// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

import dev.suture.bench.BenchCommand;
import dev.suture.bench.Figures;
import dev.suture.bench.Machine;
import dev.suture.runtime.demo.CleanUp;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench swap}. */
@Command(name = "swap", description = "Calls lost and longest pause when commons-text 1.9 and 1.10.0 take each other's place"
        + " under a servlet: ours against update + refresh.", footer = {"",
                "Exit codes: 0 done, 1 ours lost a call, 2 a mistake in the command line,",
                "3 inconclusive: the load could not be offered, or something could not be measured."})
public final class SwapCommand extends BenchCommand {
    @Option(names = "--swaps", paramLabel = "N", defaultValue = "10", description = "Swaps of each technique, 1 to 1000 (${DEFAULT-VALUE}).")
    private int swaps;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "1100", description = "Requests a second, 1000 to 20000 (${DEFAULT-VALUE}).")
    private int perSecond;

    @Override
    protected void requireOptions() {
        requireRange("--swaps", swaps, 1, 1000);
        requireRange("--rate", perSecond, SwapResult.LEAST_LOAD, 20_000);
    }

    @Override
    protected Report measure(PrintStream out, Path folder, CleanUp cleanUp) throws IOException, InterruptedException {
        out.println("swap: " + Machine.here().describe());
        out.println(Figures.format(
                "commons-text %s <-> %s under the demo's servlet; %,d requests/s, open loop, from another process",
                SwapBench.HOLE, SwapBench.FIXED, perSecond));
        SwapResult result = new SwapBench(swaps, perSecond, out::println).run(folder, cleanUp);
        return new Report(SwapTable.lines(result), SwapJson.write(result), result.exitCode());
    }
}
