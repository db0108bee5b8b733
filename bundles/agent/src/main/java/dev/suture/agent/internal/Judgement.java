// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Optional;

import dev.suture.anchor.Setback;

/**
 * Whether a patch is to blame for what went wrong with it. Quarantine keeps a fix from a device, so nobody who can only
 * disturb a network or a power line may be able to bring it about: what is not proven is inconclusive.
 *
 * @param doubt why nothing is proven; empty if the patch is to blame
 */
record Judgement(Optional<String> doubt) {
    /** The patch is to blame. */
    static final Judgement PROVEN = new Judgement(Optional.empty());

    static Judgement doubt(String why) {
        return new Judgement(Optional.of(why));
    }

    /** What can be said of a trial that was taken back for a red gate, before it is known how the device is without it. */
    static Judgement of(Red red, Evidence before, String machineBoot) {
        if (!red.hostLocal()) {
            return doubt("that gate looks beyond this host");
        }
        return before.green().contains(red.gate())
                ? inOneBoot(before, machineBoot)
                : doubt("it was not green before the switch");
    }

    /** What can be said of a trial that did not live to its end; {@code cause} is what the boot said to that. */
    static Judgement ofDeath(Optional<Setback.Cause> cause, Evidence before, String machineBoot) {
        return switch (cause.orElse(Setback.Cause.DIED)) {
        case DIED, UNWATCHED -> inOneBoot(before, machineBoot);
        case CUT -> doubt("its boots were cut off");
        case DAMAGED -> doubt("its files were damaged on the disk");
        };
    }

    private static Judgement inOneBoot(Evidence before, String machineBoot) {
        return before.machineBoot().equals(machineBoot) ? PROVEN : doubt("the machine was booted in the middle of it");
    }

    /** The same once it is known whether the device is well without the patch. */
    Judgement without(boolean well) {
        return isProven() && !well ? doubt("without the patch it is not green either") : this;
    }

    boolean isProven() {
        return doubt.isEmpty();
    }
}
