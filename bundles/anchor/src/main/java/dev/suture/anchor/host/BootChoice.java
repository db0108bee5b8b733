// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.suture.anchor.Setback;

/**
 * Which generation a launcher boots. Decided from {@code current.json} and the journal before a framework exists, and
 * written back, so that a boot that dies has used up its attempt.
 *
 * <p>
 * A script that had not switched is as if it never was. One that had switched is a trial, which is booted while it has
 * attempts left and taken back after that. One that was confirmed or reverted is brought to its end. A boot that was cut off
 * with the machine's power, or stopped in order, gives its attempt back, but not for ever. What {@code current.json} says is
 * also in the journal; if it is damaged, the journal's word is taken.
 */
public final class BootChoice {
    private BootChoice() {
    }

    /**
     * Decides for this state root, which has a {@code current.json}.
     *
     * @param boot which boot of the machine this is, {@link KernelBoot#id()}
     * @throws DamagedException if neither file says what runs
     */
    public static Current decide(Path root, String boot) throws IOException {
        return decide(root, settled -> choose(settled, boot));
    }

    /**
     * Decides for a guest, whose host has started again: that says nothing about a trial, and of what the host keeps over a
     * restart only the confirmed generation is sure to be whole.
     *
     * @throws DamagedException if neither file says what runs
     */
    public static Current decideAsGuest(Path root) throws IOException {
        return decide(root,
                settled -> settled.watched().isEmpty() ? settled : settled.withoutTrial(Setback.Cause.CUT));
    }

    private static Current decide(Path root, UnaryOperator<Current> choice) throws IOException {
        CurrentFile file = new CurrentFile(root);
        Journal journal = new Journal(root);
        Optional<Current> written = file.find();
        Current settled = settle(written.isPresent() ? written.get() : rebuilt(journal), journal.find());
        Current chosen = choice.apply(settled);
        if (chosen.trial().isEmpty() && settled.trial().isPresent()) {
            takeBack(journal);
        }
        if (!written.equals(Optional.of(chosen))) {
            file.write(chosen);
        }
        if (chosen.trial().isEmpty()) {
            close(journal);
        }
        return chosen;
    }

    /** Takes the generation on trial back because its files are damaged. */
    public static Current giveUpTrial(Path root) throws IOException {
        Current chosen = new CurrentFile(root).read().withoutTrial(Setback.Cause.DAMAGED);
        Journal journal = new Journal(root);
        takeBack(journal);
        new CurrentFile(root).write(chosen);
        close(journal);
        return chosen;
    }

    /** Goes back to the generation that was confirmed before, because the confirmed one's files are damaged. */
    public static Optional<Current> fallBack(Path root) throws IOException {
        Optional<Current> chosen = new CurrentFile(root).read().fallenBack();
        if (chosen.isPresent()) {
            new CurrentFile(root).write(chosen.get());
        }
        return chosen;
    }

    /** The gateway was stopped in order: that says nothing about a trial, so its attempt is given back. */
    public static void stopped(Path root) throws IOException {
        CurrentFile file = new CurrentFile(root);
        Current current = file.read();
        Optional<Trial> after = current.watched().map(Trial::stopped);
        if (!after.equals(current.watched())) {
            file.write(current.with(after.orElseThrow()));
        }
    }

    private static Current choose(Current settled, String boot) {
        if (settled.watched().isEmpty()) {
            return settled;
        }
        Trial trial = settled.watched().get().seenFrom(boot);
        if (trial.cuts() >= Trial.CUTS) {
            return settled.withoutTrial(Setback.Cause.CUT);
        }
        return trial.attempts() > 0 ? settled.with(trial.booted(boot)) : settled.withoutTrial(Setback.Cause.DIED);
    }

    /** What {@code current.json} said before it was damaged, as far as it matters. */
    private static Current rebuilt(Journal journal) throws IOException {
        Journal.Entry script = journal.findDecision().orElseThrow(() -> new DamagedException(
                "current.json is not what the anchor wrote, and the journal does not say what it was"));
        Current before = Current.first(script.from());
        return switch (script.state()) {
        case PREPARED, CLOSED, REVERTED, CLEAN -> before;
        case SWITCHED, OPEN -> before.withTrial(script.to());
        case CONFIRMED -> before.withConfirmed(script.to());
        };
    }

    /** What {@code current.json} would say had the last write to it not been cut off. */
    private static Current settle(Current current, Optional<Journal.Entry> last) {
        if (last.isEmpty()) {
            return current;
        }
        Journal.Entry script = last.get();
        boolean about = script.from() == current.confirmed();
        return switch (script.state()) {
        case PREPARED, CLOSED, CLEAN -> current;
        case SWITCHED, OPEN -> about && current.trial().isEmpty() ? current.withTrial(script.to()) : current;
        case CONFIRMED -> about ? current.withConfirmed(script.to()) : current;
        case REVERTED -> about ? current.withoutTrial() : current;
        };
    }

    /** Before {@code current.json} forgets the trial: a journal that still said OPEN then would bring it back. */
    private static void takeBack(Journal journal) throws IOException {
        if (isUnfinished(journal)) {
            journal.record(ScriptState.REVERTED);
        }
    }

    private static void close(Journal journal) throws IOException {
        if (isUnfinished(journal)) {
            journal.record(ScriptState.CLEAN);
        }
    }

    private static boolean isUnfinished(Journal journal) throws IOException {
        return journal.find().filter(entry -> entry.state() != ScriptState.CLEAN).isPresent();
    }
}
