// SPDX-License-Identifier: Apache-2.0
package dev.suture.health;

/** A health gate's answer. */
public sealed interface Health {
    /** Well. */
    record Green() implements Health {}

    /** Not well. @param reason one line for a person */
    record Red(String reason) implements Health {}

    /** Well. */
    static Health green() {
        return new Green();
    }

    /** Not well. */
    static Health red(String reason) {
        return new Red(reason);
    }
}
