// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Locale;

/**
 * Why a device stands where it stands.
 *
 * @param code for tools and for the retained state
 * @param text one line for a person
 */
record Reason(Code code, String text) {
    private static final int LONGEST = 300;

    /** The kinds of reasons. */
    enum Code {
        POLICY, FRESHNESS, HEALTH, VERIFY, FETCH, CONTENT, DISK, MISFIT, MISSING, ACTIVATE, TIME, GATE, QUARANTINED,
        INCONCLUSIVE, HELD, REMOVED, WITHDRAWN, CUT, INTERNAL;

        /** Its name on the wire, e.g. {@code policy}. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Reason {
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    /** A reason in an exception's words. */
    static Reason of(Code code, Exception cause) {
        String message = cause.getMessage();
        return new Reason(code, message == null ? cause.getClass().getSimpleName() : message);
    }
}
