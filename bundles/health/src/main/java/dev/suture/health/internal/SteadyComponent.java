// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/**
 * Registers the gate of bundles that stop. A switch, its revert and the end of the framework stop bundles transiently: they keep
 * their mark that they shall start. What stops itself, or is stopped by hand, loses it first.
 */
@Component(name = "dev.suture.health.steady", service = HealthGate.class, immediate = true, property = HealthGate.HOST_LOCAL
        + ":Boolean=true")
public final class SteadyComponent implements HealthGate, SynchronousBundleListener {
    private final BundleContext context;
    private final FrameworkBundles bundles;
    private final SteadyGate gate;

    /** Watches from now on. */
    @Activate
    public SteadyComponent(BundleContext context) {
        this.context = context;
        this.bundles = new FrameworkBundles(context);
        this.gate = new SteadyGate(bundles, System::nanoTime);
        context.addBundleListener(this);
    }

    @Deactivate
    void close() {
        context.removeBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() == BundleEvent.STOPPING && bundles.isManaged(bundle)
                && !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
            gate.stops(bundle.getBundleId());
        }
    }

    @Override
    public Health check() {
        return gate.check();
    }
}
