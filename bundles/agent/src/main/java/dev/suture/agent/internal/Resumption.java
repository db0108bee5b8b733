// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.EnumMap;
import java.util.Map;

import dev.suture.report.Phase;

/** What an agent does with the phase it finds on the disk when it starts. */
enum Resumption {
    /** Nothing was under way. */
    REST,
    /** Keeps to the time that was set, then starts over from verification. */
    KEEP_WAITING,
    /** Starts over from verification: nothing that was learned before the cut is trusted. */
    START_OVER,
    /** A switch had begun: what runs now says how it ended. */
    SEE_WHAT_RUNS;

    private static final Map<Phase, Resumption> TABLE = new EnumMap<>(Map.ofEntries(
            Map.entry(Phase.IDLE, REST),
            Map.entry(Phase.AVAILABLE, START_OVER),
            Map.entry(Phase.DEFERRED, KEEP_WAITING),
            Map.entry(Phase.FETCHING, START_OVER),
            Map.entry(Phase.STAGED, START_OVER),
            Map.entry(Phase.ACTIVATING, SEE_WHAT_RUNS),
            Map.entry(Phase.TRIAL, SEE_WHAT_RUNS),
            Map.entry(Phase.CONFIRMED, REST),
            Map.entry(Phase.REVERTED, REST),
            Map.entry(Phase.REFUSED, REST),
            Map.entry(Phase.FAILED, KEEP_WAITING)));

    /** What to do in {@code phase}; starting over is what is done where nothing else is said. */
    static Resumption of(Phase phase) {
        return TABLE.getOrDefault(phase, START_OVER);
    }
}
