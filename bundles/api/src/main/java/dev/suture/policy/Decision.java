// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy;

import java.time.Instant;

/** A policy's answer. */
public sealed interface Decision {
    /** Go on. */
    record Proceed() implements Decision {}

    /** Not now. @param until when to ask again @param reason one line for a person */
    record Defer(Instant until, String reason) implements Decision {}

    /** Not this patch. @param reason one line for a person */
    record Refuse(String reason) implements Decision {}

    /** Go on. */
    static Decision proceed() {
        return new Proceed();
    }

    /** Not before {@code until}. */
    static Decision defer(Instant until, String reason) {
        return new Defer(until, reason);
    }

    /** Not this patch. */
    static Decision refuse(String reason) {
        return new Refuse(reason);
    }
}
