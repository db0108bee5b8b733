// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

/** Hears of each step that may take long, before it is taken. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = line -> {
        // Nothing is shown.
    };

    /** {@code line} says what begins now. */
    void step(String line);
}
