// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Spreads moments, so that a fleet does not act as one. Used by one thread. */
final class Chance {
    /** The first wait after a failure. */
    static final Duration FIRST = Duration.ofMinutes(1);
    /** The first wait after a switch that was undone for lack of time: it harmed nothing, asks nobody, and the hole is open. */
    static final Duration AT_HAND = Duration.ofSeconds(5);
    /** The longest wait after a failure, before jitter. */
    static final Duration LONGEST = Duration.ofHours(6);
    private static final int MOST_DOUBLINGS = 20;
    /** By how much of it a wait after a failure is longer or shorter. */
    static final double JITTER = 0.2;

    private final RandomGenerator random;

    Chance(RandomGenerator random) {
        this.random = random;
    }

    /** Some moment of {@code window}. */
    Duration within(Duration window) {
        return Duration.ofMillis((long) (window.toMillis() * random.nextDouble()));
    }

    /** {@code middle}, longer or shorter by up to {@code share} of it. */
    Duration around(Duration middle, double share) {
        return Duration.ofMillis((long) (middle.toMillis() * (1 - share + 2 * share * random.nextDouble())));
    }

    /** How long to wait after the {@code failures}th failure in a row: {@code first} doubling to 6 h, with jitter. */
    Duration backOff(Duration first, int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        return around(wait.compareTo(LONGEST) > 0 ? LONGEST : wait, JITTER);
    }
}
