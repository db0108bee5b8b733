// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.suture.activate.ActivationException;

/**
 * Something that happened, with what is to be remembered of it.
 *
 * @param what the happening
 * @param reason why, if it needs one
 * @param until for a deferral: when to ask again
 * @param target for an offer or a found trial: the patch it is about from now on
 * @param details facts for the event
 */
record Happened(Happening what, Optional<Reason> reason, Optional<Instant> until, Optional<Target> target,
        Map<String, String> details) {
    Happened {
        details = Map.copyOf(details);
    }

    static Happened of(Happening what) {
        return new Happened(what, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    static Happened because(Happening what, Reason reason) {
        return new Happened(what, Optional.of(reason), Optional.empty(), Optional.empty(), Map.of());
    }

    static Happened failure(Reason.Code code, Exception cause) {
        return because(Happening.FAILURE, Reason.of(code, cause));
    }

    /** There is no way from what runs to what is wanted, for now or at all. */
    static Happened notPlanned(ActivationException cause) {
        return cause.isRefusal()
                ? because(Happening.MISFIT, Reason.of(Reason.Code.MISFIT, cause))
                : failure(Reason.Code.ACTIVATE, cause);
    }

    static Happened deferred(Instant until, Reason reason) {
        return new Happened(Happening.DEFER, Optional.of(reason), Optional.of(until), Optional.empty(), Map.of());
    }

    static Happened about(Happening what, Target target, Map<String, String> details) {
        return new Happened(what, Optional.empty(), Optional.empty(), Optional.of(target), details);
    }

    Happened with(Map<String, String> facts) {
        return new Happened(what, reason, until, target, facts);
    }
}
