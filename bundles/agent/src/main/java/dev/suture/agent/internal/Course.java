// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.report.Phase;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.verify.Offer;

/** Walks the table of transitions from something that happened to the next rest. Used by the working thread. */
final class Course {
    private final Cancellation cancellation;
    private final Device device;
    private final Chronicle chronicle;
    private final Crew crew;
    private final Runnable attend;
    private Optional<Work> work = Optional.empty();

    /**
     * Who does what.
     *
     * @param questions asks before a step
     * @param staging brings content onto the disk
     * @param switching makes the switch
     * @param trial watches it
     */
    record Crew(Questions questions, Staging staging, Switching switching, Trial trial) {}

    /** A course; {@code attend} is called about every second while a trial is watched. */
    Course(Cancellation cancellation, Device device, Chronicle chronicle, Crew crew, Runnable attend) {
        this.cancellation = cancellation;
        this.device = device;
        this.chronicle = chronicle;
        this.crew = crew;
        this.attend = attend;
    }

    /** Takes up an offer, or another attempt at it. */
    void takeUp(Offer offer, Target target) throws IOException, CancelledException {
        work = Optional.of(Work.on(offer));
        take(Happened.about(Happening.OFFERED, target, Map.of("title", offer.patch().advisory().title(), "cves",
                String.join(", ", offer.patch().advisory().cves()))));
    }

    /**
     * Takes the patch that runs off, on a local operator's word.
     *
     * @return false if it does not run any more: it was asked for twice, or something else came first
     */
    boolean takeOff(Removal removal) throws IOException, CancelledException, MissingStageException, StageException {
        if (!device.look().runs(removal.patch())) {
            return false;
        }
        crew.questions().noteHealth();
        chronicle.note(findings -> findings.withRemoval(Optional.of(removal)));
        Target target = new Target(removal.patch(), "removal of " + removal.from(),
                chronicle.current().attempts(removal.patch()) + 1);
        take(Happened.about(Happening.REMOVE, target, Map.of("to", removal.to())));
        return true;
    }

    /** Keeps an offer at hand that waits, so that its deferral can end without the network. */
    void keep(Offer offer) {
        if (work.filter(present -> present.concerns(offer.digest())).isEmpty()) {
            work = Optional.of(Work.on(offer));
        }
    }

    /** A deferral has ended. @return false if the offer is not at hand any more and has to be verified again */
    boolean resume() throws IOException, CancelledException {
        Stand stand = chronicle.current().stand();
        Optional<Work> at = work.filter(present -> chronicle.current().concerns(present.offer().digest()));
        if (stand.phase() != Phase.DEFERRED || at.isEmpty()
                || stand.reason().filter(reason -> reason.code() == Reason.Code.FRESHNESS).isPresent()) {
            return false;
        }
        take(Happened.of(at.get().staged().isPresent() ? Happening.DUE_STAGED : Happening.DUE));
        return true;
    }

    /** Goes on from what happened until there is nothing to be done at once. */
    void take(Happened happened) throws IOException, CancelledException {
        Action action = chronicle.move(happened);
        while (action != Action.REST && action != Action.RELAUNCH) {
            cancellation.check();
            action = chronicle.move(perform(action));
        }
        if (chronicle.current().stand().phase().isTerminal()) {
            work = Optional.empty();
        }
        if (action == Action.RELAUNCH) {
            crew.switching().relaunch();
        }
    }

    private Happened perform(Action action) throws CancelledException {
        try {
            return perform(action, device.look());
        } catch (MissingStageException e) {
            return Happened.failure(Reason.Code.MISSING, e);
        } catch (StageException e) {
            return Happened.failure(Reason.Code.DISK, e);
        }
    }

    private Happened perform(Action action, Look look) throws CancelledException, MissingStageException {
        return switch (action) {
        case ASK_FETCH -> crew.questions().mayFetch(work().offer(), look);
        case STAGE -> crew.staging().stage(work().offer(), look, this::staged);
        case ASK_ACTIVATE -> crew.questions().mayActivate(work(), look);
        case ACTIVATE -> crew.switching().activate(look, work().staged().orElseThrow());
        case TAKE_OFF -> crew.switching().takeOff(look, removal());
        case WATCH -> crew.trial().watch(look, attend);
        case RELAUNCH, REST -> throw new IllegalArgumentException(action + " ends the course");
        };
    }

    private void staged(Generation generation) {
        work = Optional.of(work().with(generation));
    }

    private Removal removal() {
        return chronicle.current().findings().removal()
                .orElseThrow(() -> new IllegalStateException("nobody wants anything removed"));
    }

    private Work work() {
        return work.orElseThrow(() -> new IllegalStateException("no offer is at hand"));
    }

    /** Another attempt at a patch, or the first. */
    static Target attempt(Progress progress, Digest patch, String label) {
        boolean goesOn = progress.concerns(patch) && switch (progress.stand().phase()) {
        case AVAILABLE, DEFERRED, FETCHING, STAGED -> true;
        default -> false;
        };
        return new Target(patch, label, Math.max(1, progress.attempts(patch) + (goesOn ? 0 : 1)));
    }
}
