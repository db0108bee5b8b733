// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.stage.StageException;
import dev.suture.verify.Offer;
import dev.suture.verify.VerificationException;
import dev.suture.verify.Verifier;

/** Looks for news and decides whether they are taken up. Used by the working thread. */
final class Checks {
    /** The one document that a notification brings. */
    private static final String PUSHED = "timestamp";

    private final World world;
    private final Device device;
    private final Chronicle chronicle;
    private final Agenda agenda;
    private final Quarantine quarantine;
    private final Course course;

    Checks(World world, Device device, Chronicle chronicle, Agenda agenda, Quarantine quarantine, Course course) {
        this.world = world;
        this.device = device;
        this.chronicle = chronicle;
        this.agenda = agenda;
        this.quarantine = quarantine;
        this.course = course;
    }

    /** Checks, and drives what comes of it as far as it goes. */
    void check(Demand demand) throws CancelledException, MissingStageException, StageException, IOException {
        Look look = device.look();
        endWish();
        Optional<String> wish = chronicle.current().findings().wish().map(Wish::base);
        Optional<Offer> offer;
        try (Held<Verifier> verifier = world.stages().take(Verifier.class)) {
            offer = wish.isPresent()
                    ? verifier.service().findBase(wish.get())
                    : verifier.service().refresh(demand.hint(), look.running().origin().level().number(), held());
        } catch (VerificationException e) {
            refused(demand, e);
            return;
        } catch (FetchException e) {
            failed(Happened.failure(Reason.Code.FETCH, e));
            return;
        }
        Optional<Hold> hold = offer.isPresent()
                ? quarantine.find(offer.get().digest()).filter(present -> present.holds(now()))
                : Optional.empty();
        if (wish.isPresent() && (offer.isEmpty() || hold.isPresent())) {
            drop(hold.map(held -> wish.get() + " is refused: " + held.line())
                    .orElse("the repository has no base release " + wish.get()));
        } else if (offer.isEmpty()) {
            nothing(demand, "nothing newer than " + look.running().origin().label());
        } else if (hold.isPresent()) {
            held(offer.get(), hold.get(), demand);
        } else {
            consider(offer.get(), demand);
        }
    }

    /**
     * What may make room for an earlier level. Not what an operator took off: whoever goes back wants what he goes back to, and
     * not what lies between.
     */
    private Set<Digest> held() throws IOException {
        return quarantine.all().stream().filter(hold -> hold.holds(now()) && hold.kind() != Hold.Kind.REMOVED)
                .map(Hold::patch).collect(Collectors.toSet());
    }

    /** A person wants every patch that is held to be tried again, and no base release that could not be had so far. */
    void forgive() throws IOException {
        quarantine.clear();
        if (chronicle.current().findings().wish().isPresent()) {
            chronicle.noteDurably(findings -> findings.withWish(Optional.empty()));
        }
        world.log().info("a person lets every patch that was held be tried again");
    }

    /** A person wants the device to have this base release. */
    void wish(String base) {
        chronicle.noteDurably(findings -> findings.withWish(Optional.of(Wish.of(base, now()))));
        world.log().info("a person wants base release " + base);
    }

    /** A check that could not even be made. */
    void failed(Happened failure) throws IOException, CancelledException {
        found(failure.reason().map(Reason::text).orElse("failed"));
        course.take(failure);
    }

    /**
     * A pushed timestamp that is refused says nothing about the repository: it neither changes nor delays anything. Another
     * document is never pushed: there it is the repository that serves something wrong.
     */
    private void refused(Demand demand, VerificationException e) throws IOException, CancelledException {
        if (demand.hint().timestamp().isEmpty() || !e.document().equals(PUSHED)) {
            drop(e.getMessage()); // asking again would hardly make it another, and patches wait meanwhile
            failed(Happened.failure(Reason.Code.VERIFY, e));
        } else if (agenda.refused()) {
            found("a notification was refused: " + e.getMessage());
            world.log().warn("a notification was refused, checking without it soon: " + e.getMessage());
        }
    }

    private void endWish() {
        chronicle.current().findings().wish().filter(wish -> wish.isOver(now())).ifPresent(wish -> {
            world.log()
                    .warn("base release " + wish.base() + " could not be had in time; patches are looked for again, and"
                            + " suture update asks once more");
            drop("base release " + wish.base() + " could not be had in time");
        });
    }

    /** A base release that cannot be had is not looked for again by itself; what else is under way goes on. */
    private void drop(String why) {
        if (chronicle.current().findings().wish().isEmpty()) {
            return;
        }
        chronicle.noteDurably(findings -> findings.withWish(Optional.empty()).withCheck(now(), why));
    }

    private void nothing(Demand demand, String result) throws IOException, CancelledException {
        found(result);
        if (demand.fresh()) {
            chronicle.say(Step.VERIFIED, now(), Optional.empty(), Map.of("offer", result));
        }
        rest(Happened.of(Happening.NOTHING));
    }

    /** A patch that is held is offered all the same: it is refused each time, and the wait for its next try goes on. */
    private void held(Offer offer, Hold hold, Demand demand) throws IOException, CancelledException {
        found(label(offer) + " is offered and refused: " + hold.line());
        Reason reason = new Reason(hold.code(), hold.line());
        if (demand.fresh()) {
            Target target = new Target(offer.digest(), label(offer),
                    Math.max(1, chronicle.current().attempts(offer.digest())));
            chronicle.say(Step.VERIFIED, now(), Optional.of(target), Map.of());
            chronicle.say(Step.REFUSED, now(), Optional.of(target),
                    Map.of("code", reason.code().wireName(), "reason", reason.text()));
        }
        rest(new Happened(Happening.NOTHING, Optional.of(reason), hold.nextTry(), Optional.empty(), Map.of()));
    }

    /** What was under way is not offered any more; and a check that worked ends the wait after one that did not. */
    private void rest(Happened nothing) throws IOException, CancelledException {
        course.take(isUnderWay()
                ? Happened.because(Happening.WITHDRAWN, new Reason(Reason.Code.WITHDRAWN, "not offered any more"))
                : nothing);
    }

    private void consider(Offer offer, Demand demand) throws IOException, CancelledException {
        Progress progress = chronicle.current();
        Target target = Course.attempt(progress, offer.digest(), label(offer));
        boolean taken = isTakenUp(progress, offer.digest(), demand);
        found(target.label() + (taken ? " is offered" : " is offered and waits"));
        if (taken || demand.fresh()) {
            chronicle.say(Step.VERIFIED, now(), Optional.of(target), Map.of());
        }
        if (taken) {
            course.takeUp(offer, target);
        } else {
            course.keep(offer);
            if (progress.stand().phase().isTerminal()) {
                course.take(Happened.of(Happening.NOTHING));
            }
        }
    }

    /** What ended does not reopen by itself, and what waits does so until its time or until somebody asks. */
    private boolean isTakenUp(Progress progress, Digest patch, Demand demand) {
        if (!progress.concerns(patch)) {
            return true;
        }
        boolean due = progress.retry().at().isEmpty() || progress.retry().isDue(now());
        return switch (progress.stand().phase()) {
        case IDLE, AVAILABLE, FETCHING, STAGED, CONFIRMED, REVERTED -> true;
        case DEFERRED -> due || demand.asksAgain();
        case FAILED -> due || demand.isUrgent();
        case REFUSED -> demand.asksAgain() || isBecause(progress, Reason.Code.WITHDRAWN);
        case ACTIVATING, TRIAL -> false;
        };
    }

    private boolean isUnderWay() {
        Phase phase = chronicle.current().stand().phase();
        return chronicle.current().stand().target().isPresent() && !phase.isTerminal() && phase != Phase.IDLE;
    }

    private void found(String result) {
        chronicle.note(findings -> findings.withCheck(now(), result));
    }

    private Instant now() {
        return world.time().now();
    }

    private static boolean isBecause(Progress progress, Reason.Code code) {
        return progress.stand().reason().filter(reason -> reason.code() == code).isPresent();
    }

    private static String label(Offer offer) {
        return offer.patch().id().label();
    }
}
