// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Anything worth telling as one line: what is between a message and the bottom of its cause is for a debugger. Stateless. */
final class OneLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private OneLine() {
    }

    /** A line of a log. @param who tells it; may be empty */
    static String of(String level, String who, String message, Optional<Throwable> cause) {
        String what = cause.isPresent() ? of(message, cause.get()) : first(message);
        return LocalTime.now().format(TIME) + " " + level + " " + (who.isEmpty() ? "" : who + ": ") + what;
    }

    /** A message and its cause. @param message may be empty */
    static String of(String message, Throwable cause) {
        String why = reason(cause);
        String said = first(message);
        return said.isBlank() || why.startsWith(said) ? why : said + ": " + why;
    }

    private static String reason(Throwable thrown) {
        Throwable bottom = thrown;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        String said = thrown.getMessage() == null ? thrown.getClass().getName() : first(thrown.getMessage());
        return bottom == thrown ? said : said + " (" + first(bottom.toString()) + ")";
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("");
    }
}
