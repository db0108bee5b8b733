// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.util.List;

import dev.suture.bench.Machine;

/**
 * What a run measured.
 *
 * @param machine where
 * @param perSecond how many requests a second were to leave
 * @param rounds in the order they ran
 */
record SwapResult(Machine machine, int perSecond, List<Round.Result> rounds) {
    /** Fewer sent requests a second prove nothing. */
    static final int LEAST_LOAD = 1000;
    private static final int DONE = 0;
    private static final int BROKEN = 1;
    private static final int INCONCLUSIVE = 3;

    SwapResult {
        rounds = List.copyOf(rounds);
    }

    /** All rounds of one technique as one. */
    Series of(Technique technique) {
        return new Series(rounds.stream().filter(round -> round.technique() == technique).toList());
    }

    /** The half seconds before the first swaps: what the machine does to callers by itself. */
    List<Window> calm() {
        return rounds.stream().flatMap(round -> round.calm().stream()).toList();
    }

    boolean isConclusive() {
        return rounds.stream().allMatch(round -> round.load().perSecond() >= LEAST_LOAD);
    }

    /** 1 if ours lost a call, 3 if the load could not be offered, else 0. */
    int exitCode() {
        if (of(Technique.OURS).lost() > 0) {
            return BROKEN;
        }
        return isConclusive() ? DONE : INCONCLUSIVE;
    }
}
