// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;

/**
 * How patient the agent is. Values from configuration are bounded here: a mistake in them must not keep a device from
 * being patched.
 *
 * @param watch how long the health gates have to hold before a generation is accepted
 * @param linger how long requests older than the switch may still run
 * @param poll the time between two checks without a notification
 * @param pollJitter by how much of it a check may come earlier or later, 0 to 1
 * @param firstPoll the window after start in which the first check falls
 * @param ask how long a policy or a health gate may take to answer
 */
record Settings(Duration watch, Duration linger, Duration poll, double pollJitter, Duration firstPoll, Duration ask) {
    private static final Duration DAY = Duration.ofDays(1);

    /** As in the configuration's defaults. */
    static final Settings DEFAULT = new Settings(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofHours(1),
            0.2, Duration.ofSeconds(30), Duration.ofSeconds(2));

    Settings {
        watch = within(watch, Duration.ZERO);
        linger = within(linger, Duration.ZERO);
        poll = within(poll, Duration.ofSeconds(10));
        firstPoll = within(firstPoll, Duration.ZERO);
        pollJitter = Math.max(0, Math.min(1, pollJitter));
    }

    private static Duration within(Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            return least;
        }
        return value.compareTo(DAY) > 0 ? DAY : value;
    }
}
