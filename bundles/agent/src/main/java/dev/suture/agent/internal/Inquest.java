// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import dev.suture.anchor.Setback;
import dev.suture.patch.Digest;

/** Finds out whether a patch that was taken back is to blame, and holds it accordingly. Used by the working thread. */
final class Inquest {
    private final World world;
    private final String machineBoot;
    private final Duration patience;
    private final HealthGates gates;
    private final Quarantine quarantine;
    private final Chronicle chronicle;

    /** {@code patience} is how long the device may take to be well again without the patch. */
    Inquest(World world, Identity identity, Duration patience, HealthGates gates, Quarantine quarantine,
            Chronicle chronicle) {
        this.world = world;
        this.machineBoot = identity.machineBoot();
        this.patience = patience;
        this.gates = gates;
        this.quarantine = quarantine;
        this.chronicle = chronicle;
    }

    /** Writes down for which gate a trial is about to be taken back: who does it may not live to judge. */
    void suspect(Red red) {
        chronicle.noteDurably(findings -> findings.withEvidence(evidence().with(red)));
    }

    /** A trial was taken back. @throws IllegalStateException if nobody was suspected */
    Happened tookBack() throws CancelledException {
        Red red = evidence().red().orElseThrow(() -> new IllegalStateException("no gate was red"));
        if (removal().isPresent()) {
            return notRemoved(Happening.RED, red.line());
        }
        Judgement judgement = Judgement.of(red, evidence(), machineBoot);
        if (judgement.isProven()) {
            judgement = judgement.without(gates.isGreenAgain(red.gate(), patience));
        }
        return hold(Happening.RED, judgement, red.line());
    }

    /** The switch was undone because the new side was not well. */
    Happened undone(String fault) throws CancelledException {
        if (removal().isPresent()) {
            return notRemoved(Happening.FAULT, fault);
        }
        Predicate<Round> well = round -> round.red().stream().noneMatch(Red::hostLocal);
        return hold(Happening.FAULT, Judgement.PROVEN.without(well.test(gates.await(well, patience))), fault);
    }

    /** What {@link #undone} came to, where that was written down and its agent did not live to tell. */
    Optional<Happened> findUndone() {
        return chronicle.current().stand().target().flatMap(target -> findHold(target.patch()))
                .filter(hold -> hold.holds(world.time().now())).map(hold -> held(Happening.FAULT, hold));
    }

    /** The device came up without what was on trial, or was to be; {@code cause} is what the boot said to that. */
    Happened cameUpWithout(Happening what, Optional<Setback.Cause> cause) throws CancelledException {
        if (evidence().red().isPresent()) {
            return tookBack();
        }
        if (removal().isPresent()) {
            return notRemoved(what, "it was cut off");
        }
        String fault = cause.filter(Setback.Cause.UNWATCHED::equals).isPresent()
                ? "the updater fell silent in its trial"
                : "it did not live through its trial";
        return hold(what, Judgement.ofDeath(cause, evidence(), machineBoot), fault);
    }

    /** What a removal that did not come about is told as: nobody is to blame, and the patch runs on. */
    Happened notRemoved(Happening what, String why) {
        try {
            if (removal().isPresent()) {
                quarantine.lift(removal().get().patch());
            }
        } catch (IOException e) {
            world.log().error("quarantine.json cannot be written; it holds a patch that runs", e);
        }
        return Happened.because(what, new Reason(Reason.Code.GATE,
                removal().map(Removal::from).orElse("the patch") + " was not removed, ask again: " + why));
    }

    /**
     * What is on trial is to be accepted. A patch that was taken off is held before that: one that came back by itself would
     * be worse than a trial that lasts longer.
     *
     * @throws IOException if that cannot be written down
     */
    void accepting() throws IOException {
        if (removal().isPresent()) {
            quarantine.put(Hold.removed(removal().get(), world.time().now()));
        }
    }

    /** What was on trial is accepted. What was held against it is forgotten. */
    Happened accepted(Look look) {
        Optional<Removal> removal = removal();
        try {
            accepting(); // again, where another agent accepted it, and that was cut off
            if (removal.isPresent()) {
                Hold hold = Hold.removed(removal.get(), world.time().now());
                return Happened.because(Happening.HELD, new Reason(hold.code(), hold.line()));
            }
            Optional<Digest> patch = look.running().origin().patch();
            if (patch.isPresent()) {
                quarantine.lift(patch.get());
            }
        } catch (IOException e) {
            world.log().error("quarantine.json cannot be written; what it says of the last patch is not so", e);
        }
        return Happened.of(Happening.HELD);
    }

    private Happened hold(Happening what, Judgement judgement, String fault) {
        Optional<Target> target = chronicle.current().stand().target();
        if (target.isEmpty()) {
            return Happened.because(what, new Reason(Reason.Code.GATE, fault));
        }
        Hold hold = hold(target.get(), judgement, fault);
        try {
            quarantine.put(hold);
        } catch (IOException e) {
            world.log().error("quarantine.json cannot be written: " + target.get().label() + " may be tried again", e);
        }
        return held(what, hold);
    }

    private static Happened held(Happening what, Hold hold) {
        return new Happened(what, Optional.of(new Reason(hold.code(), hold.line())), hold.nextTry(), Optional.empty(),
                Map.of());
    }

    private Hold hold(Target target, Judgement judgement, String fault) {
        Instant now = world.time().now();
        if (judgement.isProven()) {
            return Hold.quarantined(target, now, fault);
        }
        int tries = triesBefore(target.patch()) + 1;
        Duration wait = new Chance(world.random()).backOff(Chance.FIRST, tries);
        return Hold.inconclusive(target, tries, wait, now, fault + " (" + judgement.doubt().orElseThrow() + ")");
    }

    private int triesBefore(Digest patch) {
        return findHold(patch).map(Hold::tries).orElse(0);
    }

    private Optional<Hold> findHold(Digest patch) {
        try {
            return quarantine.find(patch);
        } catch (IOException e) {
            world.log().warn("what was held before is not known: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Removal> removal() {
        return chronicle.current().findings().removal();
    }

    private Evidence evidence() {
        return chronicle.current().findings().evidence();
    }
}
