// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.Activator;
import dev.suture.policy.DeviceContext;
import dev.suture.policy.Step;
import dev.suture.stage.Generation;
import dev.suture.verify.Offer;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.Verifier;

/** What has to be answered before an offer takes its next step. Used by the working thread. */
final class Questions {
    /** How long an offer waits for a device that is not well, or for fresher metadata. */
    private static final Duration WAIT = Duration.ofMinutes(10);

    private final World world;
    private final Identity identity;
    private final Policies policies;
    private final HealthGates gates;
    private final Chronicle chronicle;

    Questions(World world, Identity identity, Policies policies, HealthGates gates, Chronicle chronicle) {
        this.world = world;
        this.identity = identity;
        this.policies = policies;
        this.gates = gates;
        this.chronicle = chronicle;
    }

    /** May the content be fetched? */
    Happened mayFetch(Offer offer, Look look) throws CancelledException {
        return policies(Step.FETCH, offer, look).orElse(Happened.of(Happening.PROCEED));
    }

    /**
     * May the switch be made? A device that is not well is left alone; how it is now is what it is judged by after the switch.
     * Last, the newest trusted metadata must still list the patch.
     */
    Happened mayActivate(Work work, Look look) throws CancelledException, MissingStageException {
        Offer offer = work.offer();
        ActivationPlan plan;
        try {
            plan = plan(look.running(), work.staged().orElseThrow());
        } catch (ActivationException e) {
            return Happened.notPlanned(e);
        }
        Optional<Happened> held = policies(Step.ACTIVATE, asPlanned(offer, plan), look);
        if (held.isPresent()) {
            return held.get();
        }
        Optional<Red> red = noteHealth().findRed();
        if (red.isPresent()) {
            return Happened.deferred(world.time().now().plus(WAIT),
                    new Reason(Reason.Code.HEALTH, "not well before the switch: " + red.get().line()));
        }
        try {
            if (gates.qualification().prepare(plan, look.running())) {
                chronicle.note(findings -> findings.withEvidence(findings.evidence().withGreen(Qualification.GATE)));
            }
        } catch (IOException e) {
            return Happened.failure(Reason.Code.DISK, e);
        }
        try (Held<Verifier> verifier = world.stages().take(Verifier.class)) {
            return standing(verifier.service().recheck(offer));
        } catch (VerificationException e) {
            return Happened.failure(Reason.Code.VERIFY, e);
        }
    }

    /** Asks the gates how the device is before a switch, and keeps it as evidence. */
    Round noteHealth() throws CancelledException {
        Round round = gates.ask();
        chronicle.note(findings -> findings.withEvidence(Evidence.before(identity.machineBoot(), round)));
        return round;
    }

    private ActivationPlan plan(Generation running, Generation staged)
            throws MissingStageException, ActivationException {
        try (Held<Activator> activator = world.stages().take(Activator.class)) {
            return activator.service().plan(running, staged);
        }
    }

    /** Nobody relaunches a device by calling it something else: what the plan says is what the policies see. */
    private static Offer asPlanned(Offer offer, ActivationPlan plan) {
        return plan.mode() == offer.patch().terms().mode() ? offer : offer.withMode(plan.mode());
    }

    private Optional<Happened> policies(Step step, Offer offer, Look look) throws CancelledException {
        Instant now = world.time().now();
        Verdict verdict = policies.ask(step, offer,
                new DeviceContext(identity.device(), look.running(), now, isAgreed(offer)));
        chronicle.note(findings -> findings.withWhy(verdict.answers()));
        return verdict.decisive().map(answer -> {
            Reason reason = new Reason(Reason.Code.POLICY, answer.line());
            return answer.word() == Answer.Word.REFUSE
                    ? Happened.because(Happening.REFUSE, reason)
                    : Happened.deferred(answer.until().orElse(now.plus(Policies.PENALTY)), reason);
        });
    }

    private boolean isAgreed(Offer offer) {
        Findings findings = chronicle.current().findings();
        return findings.consent().filter(offer.digest()::equals).isPresent()
                || offer.baseUpdate().isPresent()
                        && findings.wish().map(Wish::base).filter(offer.patch().id().base()::equals).isPresent();
    }

    private Happened standing(Standing standing) {
        if (standing instanceof Standing.Withdrawn withdrawn) {
            return Happened.because(Happening.WITHDRAWN, new Reason(Reason.Code.WITHDRAWN, withdrawn.reason()));
        }
        if (standing instanceof Standing.Stale stale) {
            return Happened.deferred(world.time().now().plus(WAIT), new Reason(Reason.Code.FRESHNESS,
                    "the trusted metadata expired at " + stale.expired() + "; the repository must be reachable"));
        }
        return Happened.of(Happening.PROCEED);
    }
}
