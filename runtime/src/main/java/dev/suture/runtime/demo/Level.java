// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.util.Locale;

/** The patch levels of the demo's base release, in the order they are published. */
enum Level {
    /** Closes the hole. */
    A("commons-text 1.10.0"),
    /** Replaces a part of the updater. */
    B("the updater's own verifier, by itself"),
    /** What the replaced part of the updater verifies first. */
    C("commons-lang3 3.18.0"),
    /** Breaks what it replaces. */
    D("a servlet that cannot be made");

    private final String content;

    Level(String content) {
        this.content = content;
    }

    /** What it brings, in a few words. */
    String content() {
        return content;
    }

    /** {@code 5.2.0 (a)}. */
    String label() {
        return Wiring.BASE + " (" + name().toLowerCase(Locale.ROOT) + ")";
    }

    /** The level's number, from 1. */
    int number() {
        return ordinal() + 1;
    }

    /** The name of its advisory. */
    String advisory() {
        return name().toLowerCase(Locale.ROOT) + ".json";
    }
}
