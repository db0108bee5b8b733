// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Knows what was told lately: whoever asks for a service that does not start gets the same complaint each time, and a person
 * needs it once. Remembers a bounded number of lines. Safe for use by several threads.
 */
final class Repeats {
    /** After it the same is worth a line again. */
    static final Duration QUIET = Duration.ofMinutes(10);
    static final int MOST = 64;

    private final LongSupplier clock;
    private final Map<String, Long> told = new LinkedHashMap<>();

    /** By {@code clock}, in nanoseconds. */
    Repeats(LongSupplier clock) {
        this.clock = clock;
    }

    /** Whether {@code line} has not been told lately; from now on it has. */
    synchronized boolean isNew(String line) {
        long now = clock.getAsLong();
        Long before = told.get(line);
        if (before != null && now - before < QUIET.toNanos()) {
            return false;
        }
        told.remove(line); // so that it is the newest
        told.put(line, now);
        if (told.size() > MOST) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }
}
