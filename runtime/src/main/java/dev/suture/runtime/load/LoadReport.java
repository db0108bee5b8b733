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
 * @param waits the longest times callers waited
 * @param elapsed for how long requests have been leaving
 */
public record LoadReport(long sent, long right, long inside, Map<String, Long> lost, Longest waits,
        Duration elapsed) {
    /**
     * The longest of several times.
     *
     * @param answer of one request that was answered rightly, from its scheduled time to its answer
     * @param answerSinceMark the same since the last mark
     * @param gapSinceMark between two right answers, whoever got them, since the last mark; what is lost makes a gap, but no
     *            answer
     */
    public record Longest(Duration answer, Duration answerSinceMark, Duration gapSinceMark) {}

    /** @throws IllegalArgumentException if the numbers do not add up: no request may be forgotten */
    public LoadReport {
        lost = Map.copyOf(lost);
        if (sent != right + inside + sum(lost)) {
            throw new IllegalArgumentException("sent is not the sum of right, inside and lost");
        }
    }

    /** The longest wait of those answered rightly. */
    public Duration longest() {
        return waits.answer();
    }

    /** The same since the last mark. */
    public Duration longestSinceMark() {
        return waits.answerSinceMark();
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
