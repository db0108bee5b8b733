// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

/** The schedule: evenly spaced times, computed from the start, so that lateness never adds up. Used by one thread. */
final class Arrivals {
    private static final long SECOND = 1_000_000_000L;

    private final long start;
    private final int perSecond;
    private long taken;

    /** A schedule from {@code start} on, in nanoseconds of the caller's clock. */
    Arrivals(long start, int perSecond) {
        this.start = start;
        this.perSecond = perSecond;
    }

    /** When the next one is scheduled. */
    long next() {
        return start + taken / perSecond * SECOND + taken % perSecond * SECOND / perSecond;
    }

    /** Takes the next one off the schedule. */
    void take() {
        taken++;
    }
}
