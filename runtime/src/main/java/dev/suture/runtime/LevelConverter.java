// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.patch.PatchLevel;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A level as people write it: {@code b}, {@code (b)} or {@code 2}; {@code base} is none. */
public final class LevelConverter implements ITypeConverter<PatchLevel> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})|\\(?([a-z]{1,3})\\)?");

    @Override
    public PatchLevel convert(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (text.equalsIgnoreCase("base")) {
            return PatchLevel.BASE;
        }
        if (!form.matches()) {
            throw mistake(text);
        }
        try {
            return new PatchLevel(form.group(1) == null ? number(form.group(2)) : Integer.parseInt(form.group(1)));
        } catch (IllegalArgumentException e) {
            throw mistake(text);
        }
    }

    private static int number(String letters) {
        return letters.chars().reduce(0, (number, letter) -> number * 26 + letter - 'a' + 1);
    }

    private static TypeConversionException mistake(String text) {
        return new TypeConversionException("'" + text + "' is no level; write it like b or 2");
    }
}
