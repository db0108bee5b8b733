// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.Optional;

/**
 * A generation under watch, and how its boots went.
 *
 * @param generation its number
 * @param attempts how often it may still be booted
 * @param cuts how many of its boots ended in a way that says nothing about it: the power went, or it was stopped in order
 * @param boot the kernel's boot in which it was booted last; empty before, and after a stop in order
 */
record Trial(int generation, int attempts, int cuts, Optional<String> boot) {
    /** Boots that may end badly. */
    static final int ATTEMPTS = 2;
    /** Boots that may be cut off; without an end to them a patch that makes the machine reboot would never be taken back. */
    static final int CUTS = 5;

    static Trial begin(int generation) {
        return new Trial(generation, ATTEMPTS, 0, Optional.empty());
    }

    /** What is known once the machine runs in {@code now}: a boot that ended with the kernel's did not end by itself. */
    Trial seenFrom(String now) {
        return boot.isPresent() && !boot.get().equals(now) ? cutOff() : this;
    }

    /** The boot that goes on was stopped in order, if there is one. */
    Trial stopped() {
        return boot.isPresent() ? cutOff() : this;
    }

    /** It is booted once more. */
    Trial booted(String now) {
        return new Trial(generation, attempts - 1, cuts, Optional.of(now));
    }

    private Trial cutOff() {
        return new Trial(generation, attempts + 1, cuts + 1, Optional.empty());
    }
}
