// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.lang.reflect.InvocationTargetException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Anything worth telling as one line: what is between a message and the bottom of its cause is for a debugger. Stateless. */
public final class OneLine {
    /** Declarative Services begins with the bundle, which is told anyway: {@code bundle name:1.0 (7)[component(3)] : text}. */
    private static final Pattern SCR = Pattern.compile("^bundle \\S+ \\(\\d+\\)\\[(\\S+)\\(\\d+\\)\\] : ");
    private static final String REFLECTION = InvocationTargetException.class.getName();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private OneLine() {
    }

    /** What a log entry says. @param who tells it; may be empty */
    public static String of(String who, String message, Optional<Throwable> cause) {
        String said = SCR.matcher(message).replaceFirst("$1: ");
        return (who.isEmpty() ? "" : who + ": ") + (cause.isPresent() ? of(said, cause.get()) : first(said));
    }

    /** A line of a log. */
    public static String stamped(String level, String said) {
        return LocalTime.now().format(TIME) + " " + level + " " + said;
    }

    /** A message and its cause. @param message may be empty */
    public static String of(String message, Throwable cause) {
        String why = reason(cause);
        String said = first(message);
        return said.isBlank() || why.startsWith(said) ? why : said + ": " + why;
    }

    private static String reason(Throwable thrown) {
        Throwable telling = thrown;
        while (telling.getCause() != null && isMute(telling)) {
            telling = telling.getCause();
        }
        Throwable bottom = telling;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        String said = telling.getMessage() == null ? telling.getClass().getName() : first(telling.getMessage());
        return bottom == telling ? said : said + " (" + first(bottom.toString()) + ")";
    }

    /** A wrapper that only repeats what it wraps; the log service puts one of its own around each. */
    private static boolean isMute(Throwable wrapper) {
        String said = wrapper.getMessage();
        return said == null || said.equals(wrapper.getCause().toString()) || said.startsWith(REFLECTION);
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("");
    }
}
