// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.regex.Pattern;

/** The one rule for names of products, bases and devices: they appear in paths, URLs and MQTT topics. */
public final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(\\.[A-Za-z0-9_-]{1,64})?");

    private Names() {
    }

    /**
     * Checks a name; {@code what} it names stands in the refusal.
     *
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static String name(String what, String value) {
        if (!NAME.matcher(value).matches() || value.contains("..")) {
            throw new IllegalArgumentException(what + " must match " + NAME.pattern() + " without '..'");
        }
        return value;
    }

    static String symbolicName(String value) {
        if (value.length() > 255 || !SYMBOLIC_NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("not a bundle symbolic name");
        }
        return value;
    }

    static String version(String value) {
        if (!VERSION.matcher(value).matches()) {
            throw new IllegalArgumentException("not an OSGi version with all three numbers");
        }
        return value;
    }
}
