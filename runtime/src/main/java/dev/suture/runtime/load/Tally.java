// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Counts. Every request is counted once when it leaves and once when it ends. Used by one thread. */
final class Tally {
    private final Map<String, Long> lost = new HashMap<>();
    private long sent;
    private long right;
    private long ended;
    private long longest;
    private long longestSinceMark;
    private long gapSinceMark;
    private long gapBegan;

    /** A count that begins at {@code now}, in nanoseconds of the caller's clock. */
    Tally(long now) {
        gapBegan = now;
    }

    void sent() {
        sent++;
    }

    /** One scheduled at {@code scheduled} was answered rightly at {@code now}. */
    void right(long scheduled, long now) {
        long waited = now - scheduled;
        ended++;
        right++;
        longest = Math.max(longest, waited);
        longestSinceMark = Math.max(longestSinceMark, waited);
        gapSinceMark = gapUntil(now);
        gapBegan = now;
    }

    void lost(String kind) {
        ended++;
        lost.merge(kind, 1L, Long::sum);
    }

    /** From {@code now} on the longest wait and the longest gap are counted anew as well. */
    void mark(long now) {
        longestSinceMark = 0;
        gapSinceMark = 0;
        gapBegan = now;
    }

    /** The count at {@code now}, {@code elapsed} nanoseconds after the first request left. */
    LoadReport report(long now, long elapsed) {
        return new LoadReport(sent, right, sent - ended, lost, new LoadReport.Longest(Duration.ofNanos(longest),
                Duration.ofNanos(longestSinceMark), Duration.ofNanos(gapUntil(now))), Duration.ofNanos(elapsed));
    }

    private long gapUntil(long now) {
        return Math.max(gapSinceMark, now - gapBegan);
    }
}
