// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;

import dev.suture.anchor.SwitchScript.Limits;

/** The time during which the doors are closed. It is bounded, and the doors open whatever happens. */
final class ClosedTime {
    private final Doors doors;
    private final Limits limits;
    private long began;

    ClosedTime(Doors doors, Limits limits) {
        this.doors = doors;
        this.limits = limits;
    }

    /** Closes the doors and gives what is inside a moment to leave; what stays finishes on the old side, which lingers. */
    void begin() {
        began = System.nanoTime();
        doors.close();
        try {
            doors.awaitOlderLeft(limits.drain());
        } catch (InterruptedException e) {
            // Not waiting is allowed; who interrupted learns of it after the switch.
            Thread.currentThread().interrupt();
        }
    }

    /** What is left of the limit. */
    Duration left() {
        return limits.closed().minusNanos(System.nanoTime() - began);
    }

    void requireLeft() throws SwitchFault {
        if (left().isNegative()) {
            throw SwitchFault.circumstances("the switch took longer than " + limits.closed().toMillis() + " ms");
        }
    }

    /** How long the new side may take to become well. */
    Duration gate() {
        return limits.gate();
    }

    /** Opens the doors and says how long they were closed. */
    Duration end() {
        doors.open();
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
