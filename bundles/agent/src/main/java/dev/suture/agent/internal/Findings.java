// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.suture.patch.Digest;

/**
 * What was learned last.
 *
 * @param why the answers to the last question put to the policies
 * @param lastCheck how the last check ended
 * @param consent the patch that a person at this device has agreed to
 * @param evidence what was known before the last switch
 * @param removal what a local operator wants, while it is being done
 * @param wish the base release that a person at this device wants it to have
 */
record Findings(List<Answer> why, Optional<LastCheck> lastCheck, Optional<Digest> consent, Evidence evidence,
        Optional<Removal> removal, Optional<Wish> wish) {
    /** Nothing yet. */
    static final Findings NONE = new Findings(List.of(), Optional.empty(), Optional.empty(), Evidence.NONE,
            Optional.empty(), Optional.empty());

    /** The most answers that are kept. */
    static final int MOST = 16;

    /** One check. @param at when @param result one line */
    record LastCheck(Instant at, String result) {}

    Findings withWhy(List<Answer> answers) {
        return new Findings(answers, lastCheck, consent, evidence, removal, wish);
    }

    Findings withCheck(Instant at, String result) {
        return new Findings(why, Optional.of(new LastCheck(at, result)), consent, evidence, removal, wish);
    }

    Findings withConsent(Optional<Digest> patch) {
        return new Findings(why, lastCheck, patch, evidence, removal, wish);
    }

    Findings withEvidence(Evidence value) {
        return new Findings(why, lastCheck, consent, value, removal, wish);
    }

    Findings withRemoval(Optional<Removal> value) {
        return new Findings(why, lastCheck, consent, evidence, value, wish);
    }

    Findings withWish(Optional<Wish> value) {
        return new Findings(why, lastCheck, consent, evidence, removal, value);
    }

    Findings {
        why = List.copyOf(why.subList(0, Math.min(MOST, why.size())));
    }
}
