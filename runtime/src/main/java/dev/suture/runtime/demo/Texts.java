// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.time.Duration;
import java.util.Locale;

/** How figures look on the screen, the same in every locale. */
final class Texts {
    private Texts() {
    }

    /** {@code 40ms}, {@code 1.10s}. */
    static String duration(Duration duration) {
        long millis = duration.plusNanos(500_000).toMillis();
        return millis < 1000 ? millis + "ms" : format("%.2fs", duration.toNanos() / 1e9);
    }

    /** {@code +0.04 s}. */
    static String offset(Duration duration) {
        return format("+%.2f s", duration.toNanos() / 1e9);
    }

    /** {@code 31,204}. */
    static String count(long count) {
        return format("%,d", count);
    }

    /** {@code 820 B}, {@code 120 kB}, {@code 1.5 MB}. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        return bytes < 1_000_000 ? Math.round(bytes / 1e3) + " kB" : format("%.1f MB", bytes / 1e6);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
