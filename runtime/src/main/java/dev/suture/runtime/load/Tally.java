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

    void sent() {
        sent++;
    }

    /** One was answered rightly, {@code waited} nanoseconds after its scheduled time. */
    void right(long waited) {
        ended++;
        right++;
        longest = Math.max(longest, waited);
        longestSinceMark = Math.max(longestSinceMark, waited);
    }

    void lost(String kind) {
        ended++;
        lost.merge(kind, 1L, Long::sum);
    }

    /** From here on the longest wait is counted anew as well. */
    void mark() {
        longestSinceMark = 0;
    }

    LoadReport report(long elapsed) {
        return new LoadReport(sent, right, sent - ended, lost, Duration.ofNanos(longest),
                Duration.ofNanos(longestSinceMark), Duration.ofNanos(elapsed));
    }
}
