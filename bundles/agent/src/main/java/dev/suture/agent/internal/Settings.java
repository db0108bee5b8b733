// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;

/**
 * How patient the agent is, and what it lets a person do. Values from configuration are bounded here: a mistake in them must not keep a device from
 * being patched.
 *
 * @param watch how long the health gates have to hold before a generation is accepted
 * @param linger how long requests older than the switch may still run
 * @param polls when it looks for news by itself
 * @param ask how long a policy or a health gate may take to answer
 * @param removal whether a local operator may take a patch off again
 */
record Settings(Duration watch, Duration linger, Polls polls, Duration ask, boolean removal) {
    private static final Duration DAY = Duration.ofDays(1);

    /** As in the configuration's defaults. */
    static final Settings DEFAULT = new Settings(Duration.ofSeconds(60), Duration.ofSeconds(30),
            new Polls(Duration.ofHours(1), 0.2, Duration.ofSeconds(30)), Duration.ofSeconds(2), true);

    /**
     * When the agent looks for news by itself.
     *
     * @param every the time between two checks without a notification
     * @param jitter by how much of it a check may come earlier or later, 0 to 1
     * @param first the window after start in which the first check falls
     */
    record Polls(Duration every, double jitter, Duration first) {
        Polls {
            every = within(every, Duration.ofSeconds(10));
            jitter = Math.max(0, Math.min(1, jitter));
            first = within(first, Duration.ZERO);
        }
    }

    Settings {
        watch = within(watch, Duration.ZERO);
        linger = within(linger, Duration.ZERO);
    }

    private static Duration within(Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            return least;
        }
        return value.compareTo(DAY) > 0 ? DAY : value;
    }
}
