// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import dev.suture.bench.Figures;
import dev.suture.bench.Machine;
import dev.suture.runtime.demo.CleanUp;
import dev.suture.runtime.demo.FreePorts;

/**
 * All rounds of one run. The techniques take turns, and which of them begins too, so that a machine that slows down
 * slows both.
 */
final class SwapBench {
    static final String HOLE = "1.9";
    static final String FIXED = "1.10.0";
    private static final int MOST_SWAPS_A_ROUND = 5;

    private final int swaps;
    private final int perSecond;
    private final Consumer<String> progress;

    /** {@code swaps} swaps of each technique under {@code perSecond} requests a second. */
    SwapBench(int swaps, int perSecond, Consumer<String> progress) {
        this.swaps = swaps;
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /** Runs it; everything it leaves on the disk is in {@code folder}. */
    SwapResult run(Path folder, CleanUp cleanUp) throws IOException, InterruptedException {
        Machine machine = Machine.here();
        FreePorts ports = new FreePorts(new SecureRandom());
        List<Round.Result> rounds = new ArrayList<>();
        List<Technique> order = new ArrayList<>(List.of(Technique.values()));
        for (int done = 0; done < swaps; done += MOST_SWAPS_A_ROUND) {
            int count = Math.min(MOST_SWAPS_A_ROUND, swaps - done);
            for (Technique technique : order) {
                Round.Result result = new Round(technique, count, perSecond)
                        .run(folder.resolve(Integer.toString(rounds.size())), ports.pick(), cleanUp);
                rounds.add(result);
                progress.accept(describe(result, done));
            }
            Collections.reverse(order);
        }
        return new SwapResult(machine, perSecond, rounds);
    }

    private String describe(Round.Result round, int done) {
        return Figures.format("%-15s swaps %d to %d of %d: %,d requests, %,d lost", round.technique().label(), done + 1,
                done + round.swaps().size(), swaps, round.load().sent(), round.lost());
    }
}
