// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/**
 * A health gate that was red.
 *
 * @param gate its name
 * @param reason why, for a person
 * @param hostLocal whether nothing beyond this host can have turned it red
 */
record Red(String gate, String reason, boolean hostLocal) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 300;

    Red {
        gate = gate.substring(0, Math.min(LONGEST_NAME, gate.length()));
        reason = reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    /** {@code "name: reason"}. */
    String line() {
        return gate + ": " + reason;
    }
}
