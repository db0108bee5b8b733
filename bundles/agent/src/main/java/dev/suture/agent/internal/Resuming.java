// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.suture.anchor.Anchor;
import dev.suture.anchor.Setback;
import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;

/** Goes on where the disk says the device stands. Used by the working thread. */
final class Resuming {
    private final World world;
    private final Chronicle chronicle;
    private final Inquest inquest;
    private final Course course;
    private boolean started;

    Resuming(World world, Chronicle chronicle, Inquest inquest, Course course) {
        this.world = world;
        this.chronicle = chronicle;
        this.inquest = inquest;
        this.course = course;
    }

    /**
     * Brings what is on the disk together with what runs; watches a trial that is found.
     *
     * @param bootBefore the boot the last agent wrote of
     * @return whether news have to be looked for at once
     */
    boolean resume(Look look, String bootBefore) throws IOException, CancelledException {
        boolean first = !started;
        started = true;
        if (first) {
            start(look, bootBefore);
        }
        Resumption resumption = Resumption.of(chronicle.current().stand().phase());
        if (look.trial().isPresent()) {
            course.take(found(look));
        } else if (resumption == Resumption.SEE_WHAT_RUNS) {
            course.take(ended(look));
        }
        return first && resumption == Resumption.START_OVER;
    }

    private void start(Look look, String bootBefore) throws IOException {
        Progress progress = chronicle.current();
        if (progress.boot().id().equals(bootBefore)) {
            chronicle.repeatLast();
        }
        Map<String, String> details = new HashMap<>(
                Map.of("label", look.running().origin().label(), "phase", ProgressFormat.word(progress.stand().phase()),
                        "boot", Long.toString(progress.boot().count())));
        setback().ifPresent(setback -> details.put("setback", "generation " + setback.generation() + " "
                + StatusFormat.word(setback)));
        chronicle.say(Step.STARTED, world.time().now(), Optional.empty(), details);
        chronicle.tellState();
    }

    /** Whether a generation died, or its updater did, so early that no agent ever saw it. */
    private boolean hasDied() {
        return setback().map(Setback::cause)
                .filter(EnumSet.of(Setback.Cause.DIED, Setback.Cause.UNWATCHED)::contains).isPresent();
    }

    private Optional<Setback> setback() {
        try (Held<Anchor> anchor = world.stages().take(Anchor.class)) {
            return anchor.service().setback();
        } catch (MissingStageException e) {
            return Optional.empty(); // it is there: its lease is held
        }
    }

    /** A trial that was booted into, or that another agent has begun. */
    private Happened found(Look look) {
        Progress progress = chronicle.current();
        Optional<Digest> patch = look.running().origin().patch();
        Optional<Target> target = progress.stand().target()
                .filter(present -> progress.findings().removal().isPresent()
                        || patch.filter(present.patch()::equals).isPresent())
                .or(() -> patch.map(digest -> Course.attempt(progress, digest, look.running().origin().label())));
        return new Happened(Happening.TRIAL_FOUND, Optional.empty(), Optional.empty(), target,
                Map.of("generation", Integer.toString(look.running().number())));
    }

    /** No trial goes on any more: what runs says how it ended. */
    private Happened ended(Look look) throws CancelledException {
        Stand stand = chronicle.current().stand();
        boolean removal = chronicle.current().findings().removal().isPresent();
        if (stand.target().filter(target -> look.runs(target.patch()) != removal).isPresent()) {
            return inquest.accepted(look);
        }
        boolean onTrial = stand.phase() == Phase.TRIAL;
        if (onTrial || removal || hasDied()) {
            return inquest.cameUpWithout(onTrial ? Happening.RED : Happening.FAULT, setback().map(Setback::cause));
        }
        return inquest.findUndone().orElseGet(() -> Happened.because(Happening.UNDONE,
                new Reason(Reason.Code.CUT, "a restart cut the switch off")));
    }
}
