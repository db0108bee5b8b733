// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import dev.suture.patch.Digest;

/**
 * Why a patch is not tried on this device for now.
 *
 * @param patch SHA-256 of its patch.json: another one is another patch
 * @param label for people, e.g. {@code 5.2.0 (b)}
 * @param kind which rule holds it
 * @param tries how many of them have ended without telling whether it is to blame
 * @param until when it may be tried again; empty if a person has to say so
 * @param since when it was last held
 * @param reason what happened, for a person
 */
record Hold(Digest patch, String label, Kind kind, int tries, Optional<Instant> until, Instant since, String reason) {
    /** That many inconclusive tries, and a person has to look at it. */
    static final int TRIES = 5;

    private static final int LONGEST = 300;

    /** The rules. */
    enum Kind {
        /** It is to blame for a device that was not well. */
        QUARANTINED,
        /** The device was not well with it, and nobody can tell why. */
        INCONCLUSIVE,
        /** A local operator took it off. */
        REMOVED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Hold {
        reason = reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST);
    }

    static Hold quarantined(Target target, Instant since, String reason) {
        return new Hold(target.patch(), target.label(), Kind.QUARANTINED, 0, Optional.empty(), since, reason);
    }

    /** The {@code tries}th try told nothing; after a while the next one is made, unless it was the last. */
    static Hold inconclusive(Target target, int tries, Duration wait, Instant since, String reason) {
        Optional<Instant> until = tries < TRIES ? Optional.of(since.plus(wait)) : Optional.empty();
        return new Hold(target.patch(), target.label(), Kind.INCONCLUSIVE, tries, until, since, reason);
    }

    static Hold removed(Removal removal, Instant since) {
        return new Hold(removal.patch(), removal.from(), Kind.REMOVED, 0, Optional.of(removal.heldUntil()), since,
                "a local operator took it off, until " + removal.heldUntil());
    }

    /** Whether it still holds. A wait after a try that is longer than any such wait shows a clock that was set back. */
    boolean holds(Instant now) {
        return until.isEmpty() || until.get().isAfter(now)
                && (kind == Kind.REMOVED || !until.get().isAfter(now.plus(Chance.LONGEST.multipliedBy(2))));
    }

    /** When it is tried again by itself. */
    Optional<Instant> nextTry() {
        return kind == Kind.INCONCLUSIVE ? until : Optional.empty();
    }

    /** For the state of the device and for tools. */
    Reason.Code code() {
        return switch (kind) {
        case QUARANTINED -> Reason.Code.QUARANTINED;
        case REMOVED -> Reason.Code.REMOVED;
        case INCONCLUSIVE -> until.isPresent() ? Reason.Code.INCONCLUSIVE : Reason.Code.HELD;
        };
    }

    /** What holds, and why. */
    String line() {
        String how = switch (kind) {
        case QUARANTINED -> "quarantined";
        case REMOVED -> "removed";
        case INCONCLUSIVE -> "inconclusive, try " + tries + " of " + TRIES
                + (until.isPresent() ? "" : ", held for a person");
        };
        return how + ": " + reason;
    }
}
