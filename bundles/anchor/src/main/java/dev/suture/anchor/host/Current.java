// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which generation is what; the content of {@code current.json}.
 *
 * @param confirmed the generation that is accepted
 * @param trial the generation under watch, if one is
 * @param attempts how often the trial may still be booted
 * @param previous the generation that was confirmed before, kept for a damaged disk
 */
public record Current(int confirmed, OptionalInt trial, int attempts, OptionalInt previous) {
    private static final Pattern FORM = Pattern
            .compile("\\{\"format\":1,\"confirmed\":(\\d{1,9}),\"trial\":(null|\\d{1,9}),"
                    + "\"attempts\":(\\d{1,9}),\"previous\":(null|\\d{1,9})}\\n");
    private static final int BOOT_ATTEMPTS = 2;

    /** The first generation a device ever has. */
    public static Current first(int confirmed) {
        return new Current(confirmed, OptionalInt.empty(), 0, OptionalInt.empty());
    }

    /** {@code generation} goes on trial. */
    Current withTrial(int generation) {
        return new Current(confirmed, OptionalInt.of(generation), BOOT_ATTEMPTS, previous);
    }

    /** The trial is booted once more. */
    Current withAttemptUsed() {
        return new Current(confirmed, trial, attempts - 1, previous);
    }

    /** {@code generation} is accepted. */
    Current withConfirmed(int generation) {
        return new Current(generation, OptionalInt.empty(), 0, OptionalInt.of(confirmed));
    }

    /** The trial is taken back. */
    Current withoutTrial() {
        return new Current(confirmed, OptionalInt.empty(), 0, previous);
    }

    /** The generation that serves or shall be booted. */
    int serving() {
        return trial.orElse(confirmed);
    }

    /** As JSON, in one fixed form. */
    String write() {
        return "{\"format\":1,\"confirmed\":" + confirmed + ",\"trial\":" + write(trial) + ",\"attempts\":" + attempts
                + ",\"previous\":" + write(previous) + "}\n";
    }

    /** Reads the form {@link #write()} gives; anything else is damage, since nobody else writes this file. */
    static Current read(String text) throws DamagedException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DamagedException("current.json is not what the anchor wrote");
        }
        return new Current(Integer.parseInt(matcher.group(1)), number(matcher.group(2)),
                Integer.parseInt(matcher.group(3)), number(matcher.group(4)));
    }

    private static String write(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "null";
    }

    private static OptionalInt number(String text) {
        return text.equals("null") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }
}
