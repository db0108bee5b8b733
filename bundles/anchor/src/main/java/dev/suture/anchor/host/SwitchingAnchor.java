// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import dev.suture.anchor.Anchor;
import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;

/** The anchor. Its operations are serialised; its truth is on disk. */
final class SwitchingAnchor implements Anchor {
    /** Going back must not depend on a gate that the new side may have broken. */
    private static final Gates NO_GATES = bundles -> Optional.empty();

    private final AnchorParts parts;
    private final CurrentFile file;
    private final LeaseDesk leases = new LeaseDesk();
    private volatile Current current;
    private Optional<SwitchExecution> onTrial = Optional.empty();

    SwitchingAnchor(AnchorParts parts, CurrentFile file) throws IOException {
        this.parts = parts;
        this.file = file;
        this.current = file.read();
    }

    @Override
    public int confirmed() {
        return current.confirmed();
    }

    @Override
    public OptionalInt trial() {
        return current.trial();
    }

    @Override
    public Optional<Lease> lease(Duration wait) throws InterruptedException {
        return leases.lease(wait);
    }

    @Override
    public synchronized Outcome execute(SwitchScript script, Gates gates) throws IOException {
        if (current.trial().isPresent()) {
            throw new IllegalStateException("generation " + current.serving() + " is on trial");
        }
        if (script.from() != current.confirmed()) {
            throw new IllegalStateException("the script starts at generation " + script.from() + ", but "
                    + current.confirmed() + " runs");
        }
        SwitchExecution execution = new SwitchExecution(parts, script);
        Outcome outcome = execution.forwards(gates);
        if (outcome instanceof Outcome.Switched) {
            onTrial = Optional.of(execution);
            write(current.withTrial(script.to()));
            parts.journal().record(ScriptState.OPEN);
        }
        return outcome;
    }

    @Override
    public List<String> awaitOlderLeft(Duration limit) throws InterruptedException {
        return parts.doors().awaitOlderLeft(limit);
    }

    @Override
    public synchronized void confirm() throws IOException {
        int trial = current.trial().orElseThrow(() -> new IllegalStateException("no generation is on trial"));
        parts.journal().record(ScriptState.CONFIRMED);
        write(current.withConfirmed(trial));
        onTrial.ifPresent(SwitchExecution::uninstallOld);
        finish();
    }

    @Override
    public synchronized Outcome revert(String reason) throws IOException {
        SwitchExecution execution = onTrial
                .orElseThrow(() -> new IllegalStateException("no generation that was switched to is on trial"));
        Outcome outcome = execution.backwards(NO_GATES);
        if (outcome instanceof Outcome.Switched) {
            write(current.withoutTrial());
            execution.uninstallCopies();
            finish();
        }
        return outcome;
    }

    private void finish() throws IOException {
        parts.pinning().unite();
        onTrial = Optional.empty();
        parts.journal().record(ScriptState.CLEAN);
    }

    private void write(Current next) throws IOException {
        file.write(next);
        current = next;
    }
}
