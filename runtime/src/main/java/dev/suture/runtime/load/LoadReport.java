// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The count so far.
 *
 * @param sent requests that left by the schedule, answered or not
 * @param right those answered with 200 and the right body
 * @param inside those still waiting within their time; 0 after a stop
 * @param lost all others, by kind: {@code timeout}, {@code reset}, {@code closed}, {@code refused}, {@code body},
 *            {@code malformed}, {@code status 503} …
 * @param longest the longest wait of those answered, from the scheduled time
 * @param longestSinceMark the same since the last mark
 * @param elapsed for how long requests have been leaving
 */
public record LoadReport(long sent, long right, long inside, Map<String, Long> lost, Duration longest,
        Duration longestSinceMark, Duration elapsed) {
    /** @throws IllegalArgumentException if the numbers do not add up: no request may be forgotten */
    public LoadReport {
        lost = Map.copyOf(lost);
        if (sent != right + inside + sum(lost)) {
            throw new IllegalArgumentException("sent is not the sum of right, inside and lost");
        }
    }

    /** How many are lost for certain. */
    public long lostTotal() {
        return sum(lost);
    }

    /** How many left a second, on average. */
    public double perSecond() {
        return elapsed.isZero() ? 0 : sent * 1e9 / elapsed.toNanos();
    }

    /** The lost ones by kind, for a person: {@code "3 timeout, 1 reset"}; empty if none is. */
    public String describeLost() {
        return String.join(", ", new TreeMap<>(lost).entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey()).toList());
    }

    private static long sum(Map<String, Long> kinds) {
        return kinds.values().stream().mapToLong(Long::longValue).sum();
    }
}
