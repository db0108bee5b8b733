// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which generation a launcher boots. Decided from {@code current.json} and the journal before a framework exists, and
 * written back, so that a boot that dies has used up its attempt.
 *
 * <p>
 * A script that had not switched is as if it never was. One that had switched is a trial, which is booted while it has
 * attempts left and taken back after that. One that was confirmed or reverted is brought to its end.
 */
public final class BootChoice {
    private BootChoice() {
    }

    /** Decides for this state root, which has a {@code current.json}. */
    public static Current decide(Path root) throws IOException {
        CurrentFile file = new CurrentFile(root);
        Journal journal = new Journal(root);
        Current written = file.read();
        Current settled = settle(written, journal.find());
        Current chosen = settled.trial().isEmpty()
                ? settled
                : settled.attempts() > 0 ? settled.withAttemptUsed() : settled.withoutTrial();
        if (chosen.trial().isEmpty() && settled.trial().isPresent()) {
            takeBack(journal);
        }
        if (!chosen.equals(written)) {
            file.write(chosen);
        }
        if (chosen.trial().isEmpty()) {
            close(journal);
        }
        return chosen;
    }

    /** Takes the generation on trial back because its files are damaged. */
    public static Current giveUpTrial(Path root) throws IOException {
        Current chosen = new CurrentFile(root).read().withoutTrial();
        Journal journal = new Journal(root);
        takeBack(journal);
        new CurrentFile(root).write(chosen);
        close(journal);
        return chosen;
    }

    /** Goes back to the generation that was confirmed before, because the confirmed one's files are damaged. */
    public static Optional<Current> fallBack(Path root) throws IOException {
        Current current = new CurrentFile(root).read();
        if (current.previous().isEmpty()) {
            return Optional.empty();
        }
        Current chosen = Current.first(current.previous().getAsInt());
        new CurrentFile(root).write(chosen);
        return Optional.of(chosen);
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
