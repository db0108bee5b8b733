// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import java.time.Duration;
import java.util.Locale;

/** How figures look, the same in every locale. */
public final class Figures {
    private Figures() {
    }

    /** As {@link String#format(String, Object...)}. */
    public static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    /** {@code 14/19/31}: milliseconds. */
    public static String millis(Spread spread) {
        return millis(spread.least()) + "/" + millis(spread.median()) + "/" + millis(spread.most());
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.plusNanos(500_000).toMillis());
    }

    /** {@code 0.31}: milliseconds, of what may take less than one. */
    public static String exactMillis(Duration duration) {
        return format("%,.2f", duration.toNanos() / 1e6);
    }

    /** {@code 8.81}. */
    public static String percent(long part, long whole) {
        return format("%.2f", whole == 0 ? 0 : 100.0 * part / whole);
    }

    /** {@code 4.2}: how many times {@code base} goes into {@code value}; a dash if it cannot be said. */
    public static String times(Duration value, Duration base) {
        return base.isZero() ? "-" : format("%.1f", (double) value.toNanos() / base.toNanos());
    }
}
