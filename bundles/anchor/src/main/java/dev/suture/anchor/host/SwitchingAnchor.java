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
import dev.suture.anchor.Setback;
import dev.suture.anchor.SwitchScript;

/**
 * The anchor. Its operations are serialised; its truth is on disk, in the journal first. Once the journal knows how a script
 * ended it has ended so, even if {@code current.json} cannot be written: what serves is what is told, and the file is
 * brought up to it before the next script, or at the next boot, which reads the journal too. Until then the journal is
 * neither closed nor replaced.
 */
final class SwitchingAnchor implements Anchor {
    /** Going back must not depend on a gate that the new side may have broken. */
    private static final Gates NO_GATES = bundles -> Optional.empty();

    private final AnchorParts parts;
    private final CurrentFile file;
    private final LeaseDesk leases = new LeaseDesk();
    private volatile Current current;
    private boolean written = true;
    private boolean waitsForBoot;
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
        begin(script.from());
        SwitchExecution execution = new SwitchExecution(parts, script);
        Outcome outcome = execution.forwards(gates);
        if (outcome instanceof Outcome.Switched) {
            onTrial = Optional.of(execution);
            become(current.withTrial(script.to()));
            note(ScriptState.OPEN);
        }
        return outcome;
    }

    @Override
    public List<String> awaitOlderLeft(Duration limit) throws InterruptedException {
        return parts.doors().awaitOlderLeft(limit);
    }

    @Override
    public synchronized void confirm() throws IOException {
        int trial = watched();
        parts.journal().resume(current.confirmed(), trial);
        parts.journal().record(ScriptState.CONFIRMED);
        become(current.withConfirmed(trial));
        onTrial.ifPresent(SwitchExecution::uninstallOld);
        finish();
    }

    @Override
    public synchronized Outcome revert(String reason) throws IOException {
        int trial = watched();
        if (onTrial.isEmpty()) {
            return revertAtBoot(trial);
        }
        SwitchExecution execution = onTrial.get();
        parts.journal().resume(current.confirmed(), trial);
        Outcome outcome = execution.backwards(NO_GATES);
        if (outcome instanceof Outcome.Switched) {
            become(current.withoutTrial());
            execution.uninstallCopies();
            finish();
        }
        return outcome;
    }

    @Override
    public Optional<Setback> setback() {
        return current.setback();
    }

    @Override
    public boolean canRelaunch() {
        return parts.relaunch().isPresent();
    }

    @Override
    public synchronized void bootNext(int from, int to) throws IOException {
        begin(from);
        if (!canRelaunch()) {
            throw new IllegalStateException("nobody would boot this gateway again");
        }
        parts.journal().begin(from, to);
        parts.journal().record(ScriptState.SWITCHED);
        awaitBoot(current.withTrial(to));
    }

    @Override
    public synchronized void relaunch() {
        if (!waitsForBoot) {
            throw new IllegalStateException("nothing waits for a boot");
        }
        parts.relaunch().orElseThrow().run();
    }

    private Outcome revertAtBoot(int trial) throws IOException {
        if (!canRelaunch()) {
            throw new IllegalStateException("generation " + trial
                    + " was booted, not switched to, and nobody would boot"
                    + " this gateway again; restart it: a trial that is not confirmed is taken back when its boots are"
                    + " used up (" + current.attempts() + " left)");
        }
        parts.journal().resume(current.confirmed(), trial);
        parts.journal().record(ScriptState.REVERTED);
        awaitBoot(current.withoutTrial());
        return new Outcome.AtBoot();
    }

    /** The journal has it already, and a boot goes by that too; what runs stays what it is. */
    private void awaitBoot(Current next) {
        waitsForBoot = true;
        write(next);
    }

    /** @throws IllegalStateException if nothing can begin at generation {@code from} */
    private void begin(int from) throws IOException {
        if (current.trial().isPresent()) {
            throw new IllegalStateException("generation " + current.serving() + " is on trial");
        }
        if (from != current.confirmed()) {
            throw new IllegalStateException("the script starts at generation " + from + ", but " + current.confirmed()
                    + " runs");
        }
        requireNoBoot();
        if (!written) {
            file.write(current);
            written = true;
        }
    }

    private int watched() {
        requireNoBoot();
        return current.trial().orElseThrow(() -> new IllegalStateException("no generation is on trial"));
    }

    private void requireNoBoot() {
        if (waitsForBoot) {
            throw new IllegalStateException("the gateway is about to be booted again");
        }
    }

    private void finish() {
        parts.pinning().unite();
        parts.doors().forget();
        onTrial = Optional.empty();
        if (written) {
            note(ScriptState.CLEAN);
        }
    }

    /** The journal knows of it already, so it is so, whether or not the file can be written now. */
    private void become(Current next) {
        current = next;
        write(next);
    }

    private void write(Current next) {
        try {
            file.write(next);
            written = true;
        } catch (IOException e) {
            written = false;
            parts.log()
                    .accept("current.json cannot be written and is behind the journal; it is written again before the"
                            + " next switch", e);
        }
    }

    /** Records a state that nothing depends on. */
    private void note(ScriptState state) {
        try {
            parts.journal().record(state);
        } catch (IOException e) {
            parts.log().accept("the journal cannot be written; it stays open until the next switch or boot", e);
        }
    }
}
