// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import dev.suture.policy.Step;

/**
 * What somebody who was asked said, kept so that "why is this not installed?" always has an answer.
 *
 * @param who the policy's name
 * @param step the step it was asked about
 * @param word what it said
 * @param until for a deferral: when to ask again
 * @param reason why, for a person; empty for going on
 */
record Answer(String who, Step step, Word word, Optional<Instant> until, String reason) {
    /** What can be said, the weightier the later. */
    enum Word {
        PROCEED, DEFER, REFUSE;

        /** Its name on the wire. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code "name: reason"}. */
    String line() {
        return who + ": " + reason;
    }
}
