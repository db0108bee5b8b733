// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.util.List;

import dev.suture.bench.Machine;

/**
 * What a run measured.
 *
 * @param machine where
 * @param trials in the order they ran: of each repository ours, then the other
 */
record VerifyResult(Machine machine, List<Trial> trials) {
    private static final int DONE = 0;
    private static final int BROKEN = 1;

    VerifyResult {
        trials = List.copyOf(trials);
    }

    /** The same work by ours. */
    Trial ours(Trial trial) {
        return trials.stream().filter(other -> other.client() == Client.OURS && other.targets() == trial.targets()
                && other.scheme() == trial.scheme()).findFirst().orElseThrow();
    }

    /** 1 if ours refuses a good repository, else 0. */
    int exitCode() {
        return trials.stream().allMatch(trial -> trial.isDone() || trial.client() != Client.OURS) ? DONE : BROKEN;
    }
}
