// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

import dev.suture.bench.BenchCommand;
import dev.suture.bench.Machine;
import dev.suture.runtime.demo.CleanUp;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench verify}. */
@Command(name = "verify", description = "Time and heap of a refresh and the verification of one target, of a small and a large repository,"
        + " for each signature scheme: ours against sigstore-java.", footer = {"",
                "Exit codes: 0 done, 1 ours refused a good repository, 2 a mistake in the command line,",
                "3 inconclusive: something could not be measured."})
public final class VerifyCommand extends BenchCommand {
    @Option(names = "--processes", paramLabel = "N", defaultValue = "3", description = "Processes of each client for each repository, 1 to 100 (${DEFAULT-VALUE}).")
    private int processes;

    @Override
    protected void requireOptions() {
        requireRange("--processes", processes, 1, 100);
    }

    @Override
    protected Report measure(PrintStream out, Path folder, CleanUp cleanUp) throws IOException {
        out.println("verify: " + Machine.here().describe());
        VerifyResult result = new VerifyBench(processes, out::println).run(folder);
        return new Report(VerifyTable.lines(result), VerifyJson.write(result), result.exitCode());
    }
}
