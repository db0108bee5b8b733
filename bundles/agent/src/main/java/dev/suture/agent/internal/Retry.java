// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.Optional;

/**
 * When something is tried or asked again by itself.
 *
 * @param failures how often in a row it has failed
 * @param at when it is due; empty if nothing is
 * @param cause what it waits for
 */
record Retry(int failures, Optional<Instant> at, Optional<Reason.Code> cause) {
    /** Nothing is due. */
    static final Retry NONE = new Retry(0, Optional.empty(), Optional.empty());

    /** The same count of failures, with nothing due. */
    Retry resting() {
        return new Retry(failures, Optional.empty(), Optional.empty());
    }

    /** Whether it is due. A wait after failures that is longer than any such wait shows a clock that was set back. */
    boolean isDue(Instant now) {
        return at.isPresent() && (!at.get().isAfter(now)
                || !isDeferral() && at.get().isAfter(now.plus(Chance.LONGEST.multipliedBy(2))));
    }

    /** Whether it waits for a policy's time rather than after a failure. */
    boolean isDeferral() {
        return cause.filter(Reason.Code.POLICY::equals).isPresent();
    }

    /** Whether it waits for a service that is not there. */
    boolean waitsForService() {
        return cause.filter(Reason.Code.MISSING::equals).isPresent();
    }
}
