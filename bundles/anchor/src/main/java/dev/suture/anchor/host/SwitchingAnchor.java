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
 * ended it has ended so, even if {@code current.json} cannot be written; until then the journal is neither closed nor replaced.
 * A trial that nobody watches is taken back by the anchor itself.
 */
final class SwitchingAnchor implements Anchor, AutoCloseable {
    /** How long a generation that is taken back may still finish what it had begun. */
    private static final Duration LINGER = Duration.ofSeconds(30);
    /** Going back must not depend on a gate that the new side may have broken. */
    private static final Gates NO_GATES = bundles -> Optional.empty();
    /** How long the first watch over a trial that was booted may take to come: a small machine starts slowly. */
    private static final Duration BOOT = Duration.ofMinutes(5);
    /** Before another try to take back what nobody watches. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final AnchorParts parts;
    private final Standing standing;
    private final LeaseDesk leases = new LeaseDesk();
    private final DeadMansSwitch unwatched = new DeadMansSwitch(this::takeBackUnwatched);
    private boolean waitsForBoot;
    private Optional<SwitchExecution> onTrial = Optional.empty();

    SwitchingAnchor(AnchorParts parts, CurrentFile file) throws IOException {
        this.parts = parts;
        this.standing = new Standing(file, parts.log());
        if (trial().isPresent()) {
            unwatched.hold(BOOT);
        }
    }

    @Override
    public int confirmed() {
        return standing.current().confirmed();
    }

    @Override
    public OptionalInt trial() {
        return standing.current().trial();
    }

    @Override
    public OptionalInt previous() {
        return standing.current().previous();
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
            standing.become(standing.current().withTrial(script.to()));
            note(ScriptState.OPEN);
            unwatched.hold(script.limits().unwatched());
        }
        return outcome;
    }

    @Override
    public synchronized void watched(Duration limit) {
        requireTrial();
        unwatched.hold(limit);
    }

    @Override
    public List<String> awaitOlderLeft(Duration limit) throws InterruptedException {
        return parts.doors().awaitOlderLeft(limit);
    }

    @Override
    public synchronized void confirm() throws IOException {
        int trial = requireTrial();
        parts.journal().resume(confirmed(), trial);
        parts.journal().record(ScriptState.CONFIRMED);
        standing.become(standing.current().withConfirmed(trial));
        onTrial.ifPresent(SwitchExecution::uninstallOld);
        finish();
    }

    @Override
    public synchronized Outcome revert(String reason) throws IOException {
        return takeBack(requireTrial(), standing.current().withoutTrial());
    }

    @Override
    public Optional<Setback> setback() {
        return standing.current().setback();
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
        awaitBoot(standing.current().withTrial(to));
    }

    @Override
    public synchronized void relaunch() {
        if (!waitsForBoot) {
            throw new IllegalStateException("nothing waits for a boot");
        }
        parts.relaunch().orElseThrow().run();
    }

    /** The framework stops: what is on trial then is the next boot's business. */
    @Override
    public void close() {
        unwatched.close();
    }

    private Outcome takeBack(int trial, Current next) throws IOException {
        if (onTrial.isEmpty()) {
            return takeBackAtBoot(trial, next);
        }
        SwitchExecution execution = onTrial.get();
        parts.journal().resume(confirmed(), trial);
        Outcome outcome = execution.backwards(NO_GATES);
        if (outcome instanceof Outcome.Switched) {
            standing.become(next);
            awaitLeft();
            execution.uninstallCopies();
            finish();
        }
        return outcome;
    }

    /** What came in during the trial runs in the copies; to uninstall them under it would cut it off. */
    private void awaitLeft() {
        try {
            parts.doors().awaitOlderLeft(LINGER)
                    .forEach(left -> tell("the trial's bundles go although there are " + left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome takeBackAtBoot(int trial, Current next) throws IOException {
        if (!canRelaunch()) {
            throw new IllegalStateException("generation " + trial
                    + " was booted, not switched to, and nobody would boot"
                    + " this gateway again; restart it: a trial that is not confirmed is taken back when its boots are"
                    + " used up (" + standing.current().attempts() + " left)");
        }
        parts.journal().resume(confirmed(), trial);
        parts.journal().record(ScriptState.REVERTED);
        awaitBoot(next);
        return new Outcome.AtBoot();
    }

    /** No updater has said in time that it watches: the trial may have broken the one it has. */
    private synchronized void takeBackUnwatched() {
        if (!unwatched.isDue() || trial().isEmpty() || waitsForBoot) {
            return;
        }
        int trial = trial().getAsInt();
        tell("generation " + trial + " is taken back: no updater has said in time that it watches it");
        // Else the updater that starts in the middle of this would find a trial and watch it.
        Lease lease = leases.seize();
        try {
            takeBackUnwatched(trial);
        } finally {
            lease.close();
        }
    }

    private void takeBackUnwatched(int trial) {
        try {
            Outcome outcome = takeBack(trial, standing.current().withoutTrial(Setback.Cause.UNWATCHED));
            if (outcome instanceof Outcome.AtBoot) {
                relaunch();
            } else if (outcome instanceof Outcome.Undone undone) {
                tell("generation " + trial + " cannot be taken back yet: " + undone.reason());
                unwatched.hold(AGAIN);
            }
        } catch (IOException e) {
            parts.log().accept("generation " + trial + " cannot be taken back yet", e);
            unwatched.hold(AGAIN);
        } catch (IllegalStateException e) {
            parts.log().accept(e.getMessage(), e);
        }
    }

    /** The journal has it already, and a boot goes by that too. */
    private void awaitBoot(Current next) {
        waitsForBoot = true;
        unwatched.close();
        standing.becomeAtBoot(next);
    }

    /** @throws IllegalStateException if nothing can begin at generation {@code from} */
    private void begin(int from) throws IOException {
        if (trial().isPresent()) {
            throw new IllegalStateException("generation " + trial().getAsInt() + " is on trial");
        }
        if (from != confirmed()) {
            throw new IllegalStateException("the script starts at generation " + from + ", but " + confirmed()
                    + " runs");
        }
        requireNoBoot();
        standing.settle();
    }

    private int requireTrial() {
        requireNoBoot();
        return trial().orElseThrow(() -> new IllegalStateException("no generation is on trial"));
    }

    private void requireNoBoot() {
        if (waitsForBoot) {
            throw new IllegalStateException("the gateway is about to be booted again");
        }
    }

    private void finish() {
        unwatched.close();
        parts.pinning().unite();
        parts.doors().forget();
        onTrial = Optional.empty();
        if (standing.isWritten()) {
            note(ScriptState.CLEAN);
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

    private void tell(String line) {
        parts.log().accept(line, SwitchFault.circumstances(line));
    }
}
