// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

import org.osgi.framework.Bundle;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.activate.Drained;
import dev.suture.anchor.Anchor;
import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/** Turns plans into scripts and lets the anchor execute them. */
final class SwitchActivator implements Activator {
    private final Anchor anchor;
    private final Planner planner;
    private final Components components;
    private final Gates quickGates;
    private final Path generations;
    private final SwitchScript.Limits limits;

    SwitchActivator(Anchor anchor, Planner planner, Components components, Gates quickGates, Path generations,
            SwitchScript.Limits limits) {
        this.anchor = anchor;
        this.planner = planner;
        this.components = components;
        this.quickGates = quickGates;
        this.generations = generations;
        this.limits = limits;
    }

    @Override
    public int confirmed() {
        return anchor.confirmed();
    }

    @Override
    public OptionalInt trial() {
        return anchor.trial();
    }

    @Override
    public OptionalInt previous() {
        return anchor.previous();
    }

    @Override
    public ActivationPlan plan(Generation from, Generation to) throws ActivationException {
        return planner.plan(from, to).plan();
    }

    @Override
    public ActivationResult activate(Generation from, Generation to) throws ActivationException {
        Planner.Planned planned = planner.plan(from, to);
        if (planned.plan().mode() == Terms.Mode.RELAUNCH) {
            return atBoot(from, to);
        }
        SwitchScript script = new SwitchScript(from.number(), to.number(),
                planned.starts().stream().map(bundle -> start(to, bundle)).toList(),
                planned.stops().stream().map(Bundle::getBundleId).toList(), limits);
        SideGates gates = new SideGates(components, components.satisfied(planned.stops()), quickGates);
        try {
            return result(anchor.execute(script, gates));
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private ActivationResult atBoot(Generation from, Generation to) throws ActivationException {
        if (!anchor.canRelaunch()) {
            throw new ActivationException("the patch changes what everything hangs on and needs a relaunch, and nobody"
                    + " would start this gateway again; run it with the command suture or as a service of the system");
        }
        try {
            anchor.bootNext(from.number(), to.number());
            return new ActivationResult.AtBoot();
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    @Override
    public Drained awaitDrained(Duration limit) throws InterruptedException {
        List<String> leftovers = anchor.awaitOlderLeft(limit);
        return leftovers.isEmpty() ? new Drained.Empty() : new Drained.Leftovers(leftovers);
    }

    @Override
    public void confirm() throws ActivationException {
        try {
            anchor.confirm();
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    @Override
    public ActivationResult revert(String reason) throws ActivationException {
        try {
            return result(anchor.revert(reason));
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    private SwitchScript.Start start(Generation to, ManagedBundle managed) {
        Path file = generations.resolve(Integer.toString(to.number())).resolve(managed.fileName());
        return new SwitchScript.Start(file, managed.bundle().digest().hex(), managed.bundle().symbolicName(),
                managed.bundle().version(), managed.startLevel(), managed.started());
    }

    private static ActivationResult result(Outcome outcome) {
        if (outcome instanceof Outcome.AtBoot) {
            return new ActivationResult.AtBoot();
        }
        return outcome instanceof Outcome.Undone undone
                ? new ActivationResult.Undone(undone.reason(), !undone.fault())
                : new ActivationResult.Switched(((Outcome.Switched) outcome).closed());
    }

    private static ActivationException notWritten(IOException cause) {
        return new ActivationException("the journal cannot be written: " + cause.getMessage()
                + "; free space in the state root or mend its disk", cause);
    }
}
