// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.time.Instant;
import java.util.Optional;

/**
 * How a patch may be applied.
 *
 * @param pace the fastest its rollout may go
 * @param deadline when only safety policies may still hold it back; empty for none
 * @param consent whether somebody has to agree first
 * @param mode how the device takes it
 * @param rehearsal what the publisher saw when it tried the patch; empty if it did not
 */
public record Terms(Pace pace, Optional<Instant> deadline, Consent consent, Mode mode, Optional<Rehearsal> rehearsal) {
    /** No limits and no deadline, in the background, live. */
    public static final Terms DEFAULT = new Terms(Pace.UNLIMITED, Optional.empty(), Consent.NONE, Mode.LIVE,
            Optional.empty());

    /** The same in another mode. */
    public Terms withMode(Mode other) {
        return new Terms(pace, deadline, consent, other, rehearsal);
    }

    /** Whether the device asks before it applies the patch. */
    public enum Consent {
        /** In the background; the default. */
        NONE,
        /** The device's policy must agree explicitly. */
        REQUIRED
    }

    /** How the device goes from the old generation to the new. */
    public enum Mode {
        /** While it runs. */
        LIVE,
        /** By stopping the framework and booting the new generation. */
        RELAUNCH
    }

    /**
     * The publisher's trial of the patch in a throw-away runtime.
     *
     * @param outcome one line
     * @param report SHA-256 of the full report
     */
    public record Rehearsal(String outcome, Digest report) {}
}
