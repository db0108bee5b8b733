// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Activator;
import dev.suture.activate.Drained;
import dev.suture.anchor.Anchor;
import dev.suture.anchor.Gates;
import dev.suture.anchor.SwitchScript.Limits;
import dev.suture.health.HealthGate;
import dev.suture.stage.Generation;

/**
 * Wires the activator. Its two references are to what only a relaunch changes. As {@link Gates} it asks the quick gates of
 * its own class space: in a switch of this very bundle, or of the contracts, the old one cannot call the new ones.
 */
@Component(name = "dev.suture.activate", service = {Activator.class, Gates.class})
@Designate(ocd = ActivateComponent.Config.class)
public final class ActivateComponent implements Activator, Gates {
    /** Configuration of the switch. */
    @ObjectClassDefinition(name = "Suture activation")
    @interface Config {
        @AttributeDefinition(description = "How long closed doors wait for requests inside, in milliseconds.", min = "0")
        int drainMillis() default 30;

        @AttributeDefinition(description = "How long new bundles have to become well, in milliseconds.", min = "1")
        int gateMillis() default 100;

        @AttributeDefinition(description = "How long the doors may be closed, in milliseconds; longer is undone.", min = "1")
        int closedMillis() default 250;

        @AttributeDefinition(description = "How long a new generation may run before an updater says that it watches it, in"
                + " seconds; then it is taken back.", min = "1")
        int unwatchedSeconds() default 60;
    }

    private final SwitchActivator activator;
    private final QuickGates gates;
    private final List<HealthGate> quickGates = new CopyOnWriteArrayList<>();

    @Activate
    public ActivateComponent(BundleContext context, Config config, @Reference Anchor anchor,
            @Reference ServiceComponentRuntime runtime) {
        Path generations = Path.of(context.getProperty("suture.root")).resolve("generations").toAbsolutePath();
        Bundle system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        // Its context stays valid in the middle of a switch that stops this bundle.
        Components components = new Components(runtime, system.getBundleContext());
        FrameworkWiring wiring = system.adapt(FrameworkWiring.class);
        Planner planner = new Planner(new Running(context, generations), wiring, components);
        Limits limits = new Limits(Duration.ofMillis(config.drainMillis()), Duration.ofMillis(config.gateMillis()),
                Duration.ofMillis(config.closedMillis()), Duration.ofSeconds(config.unwatchedSeconds()));
        gates = new QuickGates(() -> List.copyOf(quickGates));
        activator = new SwitchActivator(anchor, planner, components, gates, generations, limits);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, target = "(&("
            + HealthGate.QUICK + "=true)(" + HealthGate.HOST_LOCAL + "=true))")
    void addQuickGate(HealthGate gate) {
        quickGates.add(gate);
    }

    void removeQuickGate(HealthGate gate) {
        quickGates.remove(gate);
    }

    @Override
    public int confirmed() {
        return activator.confirmed();
    }

    @Override
    public OptionalInt trial() {
        return activator.trial();
    }

    @Override
    public OptionalInt previous() {
        return activator.previous();
    }

    @Override
    public ActivationPlan plan(Generation from, Generation to) throws ActivationException {
        return activator.plan(from, to);
    }

    @Override
    public ActivationResult activate(Generation from, Generation to) throws ActivationException {
        return activator.activate(from, to);
    }

    @Override
    public Drained awaitDrained(Duration limit) throws InterruptedException {
        return activator.awaitDrained(limit);
    }

    @Override
    public void confirm() throws ActivationException {
        activator.confirm();
    }

    @Override
    public ActivationResult revert(String reason) throws ActivationException {
        return activator.revert(reason);
    }

    @Override
    public Optional<String> findFault(List<Long> bundles) {
        return gates.findFault(bundles);
    }
}
