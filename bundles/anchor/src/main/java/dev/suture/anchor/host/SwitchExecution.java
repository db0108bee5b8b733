// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;

import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;

/**
 * One script in execution: forwards, then either accepted or backwards. Backwards needs no install, no resolve and no
 * refresh, so what made it possible cannot be missing. Used by one thread at a time.
 */
final class SwitchExecution {
    /** How long what hangs may hold up the stop and the uninstallation of what is undone. */
    private static final Duration TIDY = Duration.ofSeconds(2);

    private final AnchorParts parts;
    private final SwitchScript script;
    private final Removal removal;
    private final List<Bundle> old;
    private final List<Bundle> oldStarted;
    private final List<Bundle> copies = new ArrayList<>();

    /** @throws IllegalStateException if a bundle of the script is gone */
    SwitchExecution(AnchorParts parts, SwitchScript script) {
        this.parts = parts;
        this.script = script;
        this.removal = new Removal(parts.context(), parts.log());
        BundleContext context = parts.context();
        this.old = script.stops().stream().map(context::getBundle).filter(Objects::nonNull).toList();
        if (old.size() != script.stops().size()) {
            throw new IllegalStateException("a bundle of the script is gone; plan again");
        }
        this.oldStarted = old.stream().filter(SwitchExecution::isStarted).toList();
    }

    SwitchScript script() {
        return script;
    }

    /** Forwards. */
    Outcome forwards(Gates gates) throws IOException {
        parts.journal().begin(script.from(), script.to());
        try {
            prepare();
        } catch (SwitchFault e) {
            return giveUp(e);
        }
        try {
            parts.journal().record(ScriptState.CLOSED);
        } catch (IOException e) {
            dropCopies();
            throw e;
        }
        return turn(startedCopies(), oldStarted, ScriptState.SWITCHED, gates);
    }

    /** Backwards. */
    Outcome backwards(Gates gates) throws IOException {
        return turn(reversed(oldStarted), reversed(startedCopies()), ScriptState.REVERTED, gates);
    }

    /** The new side is accepted: uninstalls the old one. */
    void uninstallOld() {
        removal.uninstall(old);
    }

    /** The new side is given up: uninstalls the copies. */
    void uninstallCopies() {
        removal.uninstall(reversed(copies));
    }

    private void prepare() throws SwitchFault {
        Set<String> newLocations = script.starts().stream().map(start -> FileLocation.of(start.file()))
                .collect(Collectors.toSet());
        Set<String> oldLocations = old.stream().map(Bundle::getLocation).collect(Collectors.toSet());
        parts.pinning().divide(oldLocations, newLocations);
        Preparation preparation = new Preparation(parts.context(), parts.admission());
        preparation.install(script.starts(), copies);
        preparation.resolve(copies, old);
        Preparation.preload(copies);
    }

    /** Closes the doors, starts one side, judges it, stops the other, opens the doors; or all is as before. */
    private Outcome turn(List<Bundle> starting, List<Bundle> stopping, ScriptState done, Gates gates)
            throws IOException {
        ClosedTime closed = new ClosedTime(parts.doors(), script.limits());
        try (SwitchThread thread = new SwitchThread();
                NewSide side = new NewSide(parts.context(), starting, gates)) {
            closed.begin();
            try {
                thread.run(cancelled -> replace(side, stopping, closed, cancelled), closed.left());
                parts.journal().record(done);
            } catch (SwitchFault e) {
                return undo(e, starting, stopping, closed, done);
            } catch (IOException e) {
                undo(SwitchFault.circumstances(e.getMessage()), starting, stopping, closed, done);
                throw e;
            }
            return new Outcome.Switched(closed.end());
        }
    }

    private static void replace(NewSide side, List<Bundle> stopping, ClosedTime closed, AtomicBoolean cancelled)
            throws SwitchFault {
        side.start(cancelled);
        side.requireWell(closed.gate(), cancelled);
        closed.requireLeft();
        for (Bundle bundle : stopping) {
            if (cancelled.get()) {
                throw SwitchFault.circumstances("cancelled");
            }
            stop(bundle);
        }
        side.requireWell(closed.gate(), cancelled);
    }

    /**
     * The side that served goes on. The other one stops behind closed doors too, since a servlet that goes under load can take
     * a request with it; if that is held up, the doors open nevertheless.
     */
    private Outcome undo(SwitchFault fault, List<Bundle> started, List<Bundle> stopped, ClosedTime closed,
            ScriptState notDone) throws IOException {
        letRun("the side that served", () -> startAgain(stopped), script.limits().closed());
        Thread stopping = SwitchThread.start(() -> stopAll(started));
        boolean soon = SwitchThread.join(stopping, script.limits().gate());
        closed.end();
        if (!soon && !SwitchThread.join(stopping, TIDY)) {
            heldUp("the stop of the other side");
        }
        return notDone == ScriptState.SWITCHED
                ? giveUp(fault)
                : new Outcome.Undone(fault.getMessage(), fault.isFault());
    }

    private Outcome giveUp(SwitchFault fault) throws IOException {
        try {
            parts.journal().record(ScriptState.REVERTED);
        } finally {
            dropCopies();
        }
        parts.journal().record(ScriptState.CLEAN);
        return new Outcome.Undone(fault.getMessage(), fault.isFault());
    }

    private void dropCopies() {
        letRun("the uninstallation of the copies", this::uninstallCopies, TIDY);
        parts.pinning().unite();
        parts.doors().forget();
    }

    private void letRun(String name, Runnable work, Duration limit) {
        if (!SwitchThread.join(SwitchThread.start(work), limit)) {
            heldUp(name);
        }
    }

    private void heldUp(String name) {
        SwitchFault late = SwitchFault.circumstances(name + " is held up; a restart of the gateway ends it");
        parts.log().accept(late.getMessage(), late);
    }

    private void startAgain(List<Bundle> stopped) {
        for (Bundle bundle : reversed(stopped)) {
            try {
                bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                parts.log().accept(bundle.getSymbolicName() + " does not start again", e);
            }
        }
    }

    private void stopAll(List<Bundle> started) {
        for (Bundle bundle : reversed(started)) {
            try {
                stop(bundle);
            } catch (SwitchFault e) {
                parts.log().accept(e.getMessage(), e);
            }
        }
    }

    private List<Bundle> startedCopies() {
        return IntStream.range(0, copies.size()).filter(index -> script.starts().get(index).started())
                .mapToObj(copies::get).filter(bundle -> !isFragment(bundle)).toList();
    }

    /** Transiently, so that it is the script and not the framework's memory that says what starts again. */
    private static void stop(Bundle bundle) throws SwitchFault {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
            throw SwitchFault.circumstances(bundle.getSymbolicName() + " does not stop: " + e.getMessage());
        }
    }

    private static boolean isStarted(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static List<Bundle> reversed(List<Bundle> bundles) {
        List<Bundle> reversed = new ArrayList<>(bundles);
        Collections.reverse(reversed);
        return reversed;
    }
}
