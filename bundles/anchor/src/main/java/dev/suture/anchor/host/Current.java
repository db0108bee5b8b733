// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.anchor.Setback;

/**
 * Which generation is what; the content of {@code current.json}.
 *
 * @param confirmed the generation that is accepted
 * @param watched the generation under watch, if one is
 * @param previous the generation that was confirmed before, kept for a damaged disk
 * @param setback the generation that was given up without an updater, until something new begins
 */
public record Current(int confirmed, Optional<Trial> watched, OptionalInt previous, Optional<Setback> setback) {
    private static final String NUMBER = "(null|\\d{1,9})";
    private static final Pattern FORM = Pattern.compile("\\{\"format\":1,\"confirmed\":(\\d{1,9}),\"trial\":" + NUMBER
            + ",\"attempts\":(\\d{1,9}),\"cuts\":(\\d{1,9}),\"boot\":(null|\"[0-9a-f-]{1,40}\"),\"previous\":" + NUMBER
            + ",\"setback\":(null|\"(?:died|cut|damaged|unwatched) \\d{1,9}\")}\\n");

    /** The first generation a device ever has. */
    public static Current first(int confirmed) {
        return new Current(confirmed, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    /** Number of the generation on trial, if one is. */
    public OptionalInt trial() {
        return watched.isPresent() ? OptionalInt.of(watched.get().generation()) : OptionalInt.empty();
    }

    /** How often the trial may still be booted. */
    int attempts() {
        return watched.map(Trial::attempts).orElse(0);
    }

    /** {@code generation} goes on trial. */
    Current withTrial(int generation) {
        return with(Trial.begin(generation));
    }

    /** The same, with more known about the trial. */
    Current with(Trial trial) {
        return new Current(confirmed, Optional.of(trial), previous, Optional.empty());
    }

    /** {@code generation} is accepted. */
    Current withConfirmed(int generation) {
        return new Current(generation, Optional.empty(), OptionalInt.of(confirmed), Optional.empty());
    }

    /** The trial is taken back. */
    Current withoutTrial() {
        return new Current(confirmed, Optional.empty(), previous, setback);
    }

    /** The trial is taken back by a boot, or by the anchor itself. */
    Current withoutTrial(Setback.Cause cause) {
        return new Current(confirmed, Optional.empty(), previous,
                Optional.of(new Setback(watched.orElseThrow().generation(), cause)));
    }

    /** The generation before is confirmed again, because the confirmed one is damaged; empty if there is none. */
    Optional<Current> fallenBack() {
        return previous.isEmpty()
                ? Optional.empty()
                : Optional.of(new Current(previous.getAsInt(), Optional.empty(), OptionalInt.empty(),
                        Optional.of(new Setback(confirmed, Setback.Cause.DAMAGED))));
    }

    /** The generation that serves or shall be booted. */
    int serving() {
        return trial().orElse(confirmed);
    }

    /** As JSON, in one fixed form. */
    String write() {
        return "{\"format\":1,\"confirmed\":" + confirmed + ",\"trial\":" + write(trial()) + ",\"attempts\":"
                + attempts() + ",\"cuts\":" + watched.map(Trial::cuts).orElse(0) + ",\"boot\":"
                + quoted(watched.flatMap(Trial::boot)) + ",\"previous\":" + write(previous) + ",\"setback\":"
                + quoted(setback.map(back -> back.cause().name().toLowerCase(Locale.ROOT) + " " + back.generation()))
                + "}\n";
    }

    /** Reads the form {@link #write()} gives; anything else is damage, since nobody else writes this file. */
    static Current read(String text) throws DamagedException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new DamagedException("current.json is not what the anchor wrote");
        }
        OptionalInt trial = number(matcher.group(2));
        return new Current(Integer.parseInt(matcher.group(1)),
                trial.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Trial(trial.getAsInt(), Integer.parseInt(matcher.group(3)),
                                Integer.parseInt(matcher.group(4)), unquoted(matcher.group(5)))),
                number(matcher.group(6)), unquoted(matcher.group(7)).map(Current::setback));
    }

    private static Setback setback(String text) {
        String[] words = text.split(" ");
        return new Setback(Integer.parseInt(words[1]), Setback.Cause.valueOf(words[0].toUpperCase(Locale.ROOT)));
    }

    private static String write(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "null";
    }

    private static OptionalInt number(String text) {
        return text.equals("null") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    private static String quoted(Optional<String> text) {
        return text.map(value -> '"' + value + '"').orElse("null");
    }

    private static Optional<String> unquoted(String text) {
        return text.equals("null") ? Optional.empty() : Optional.of(text.substring(1, text.length() - 1));
    }
}
