// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate;

import java.time.Duration;
import java.util.List;

import dev.suture.patch.BundleRef;
import dev.suture.patch.Terms;

/**
 * What an activation will do, before it does anything.
 *
 * @param from number of the running generation
 * @param to number of the wanted generation
 * @param set S: the changed bundles and their dependency closure, in start order
 * @param restarts names of static components outside S that will restart
 * @param mode how it is done
 * @param expectedPause how long the doors are expected to be closed
 */
public record ActivationPlan(int from, int to, List<Member> set, List<String> restarts, Terms.Mode mode,
        Duration expectedPause) {
    /** What happens to a member of S. */
    public enum Action {
        /** Another version of it starts in its place. */
        REPLACE,
        /** The same bundle starts anew, wired to the new ones. */
        COPY,
        /** It is stopped and not started again. */
        STOP,
        /** It is taken out. */
        REMOVE,
        /** It starts for the first time. */
        ADD
    }

    /**
     * One member of S.
     *
     * @param bundle what runs afterwards; for STOP and REMOVE what ran before
     * @param action what happens
     * @param why one line for a person
     */
    public record Member(BundleRef bundle, Action action, String why) {}

    public ActivationPlan {
        set = List.copyOf(set);
        restarts = List.copyOf(restarts);
    }
}
