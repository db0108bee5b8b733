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
        if (!chosen.equals(written)) {
            file.write(chosen);
        }
        if (chosen.trial().isEmpty()) {
            close(journal, settled.trial().isPresent());
        }
        return chosen;
    }

    /** Takes the generation on trial back because its files are damaged. */
    public static Current giveUpTrial(Path root) throws IOException {
        Current chosen = new CurrentFile(root).read().withoutTrial();
        new CurrentFile(root).write(chosen);
        close(new Journal(root), true);
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

    private static void close(Journal journal, boolean reverted) throws IOException {
        Optional<Journal.Entry> last = journal.find();
        if (last.isPresent() && last.get().state() != ScriptState.CLEAN) {
            if (reverted) {
                journal.record(ScriptState.REVERTED);
            }
            journal.record(ScriptState.CLEAN);
        }
    }
}
