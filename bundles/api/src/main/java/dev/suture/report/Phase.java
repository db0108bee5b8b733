// SPDX-License-Identifier: Apache-2.0
package dev.suture.report;

/** Where a device stands with a patch. */
public enum Phase {
    /** Nothing to do. */
    IDLE(false),
    /** An offer is there. */
    AVAILABLE(false),
    /** A policy, or missing freshness, holds it back. */
    DEFERRED(false),
    /** Its content is being fetched and staged. */
    FETCHING(false),
    /** It lies complete on the disk. */
    STAGED(false),
    /** The switch is going on. */
    ACTIVATING(false),
    /** It serves, under watch. */
    TRIAL(false),
    /** It is accepted. */
    CONFIRMED(true),
    /** It was taken back. */
    REVERTED(true),
    /** It was refused. */
    REFUSED(true),
    /** It failed and will be tried again. */
    FAILED(false);

    private final boolean terminal;

    Phase(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether this phase never reopens for the same patch and attempt. */
    public boolean isTerminal() {
        return terminal;
    }
}
