// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

/**
 * A generation that was given up, by a boot or by the anchor itself, so that an older one runs.
 *
 * @param generation its number
 * @param cause why
 */
public record Setback(int generation, Cause cause) {
    /** Why a generation was given up. */
    public enum Cause {
        /** On trial, it died as often as a trial may. */
        DIED,
        /** On trial, it was cut off so often, by power or by a stop in order, that nothing can be said of it. */
        CUT,
        /** Its files are damaged on the disk. */
        DAMAGED,
        /** On trial, no updater said in time that it watches it. */
        UNWATCHED
    }
}
