// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One fact of the demo made false, to see that its check notices. */
public enum Sabotage {
    /** All as it should be. */
    NONE,
    /** There is no secret for the exploit to find. */
    HOLE,
    /** The patch's content in the repository is not what was signed. */
    PATCH,
    /** Some requests of the load go where nobody answers. */
    LOST,
    /** The new version of the updater's verifier does not work. */
    SELFUPDATE,
    /** The mirror that is to tamper with content is honest. */
    TAMPER,
    /** The patch that is to be undone works. */
    REVERT;

    /** What people type, in the order of the demo. */
    static List<String> words() {
        return Arrays.stream(values()).filter(value -> value != NONE).map(Sabotage::word).toList();
    }

    /** The one of this word. */
    static Optional<Sabotage> find(String word) {
        return Arrays.stream(values()).filter(value -> value != NONE && value.word().equals(word)).findFirst();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
