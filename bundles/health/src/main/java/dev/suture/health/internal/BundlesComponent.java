// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Registers the gate of the managed bundles; asked inside a switch too. */
@Component(name = "dev.suture.health.bundles", immediate = true, property = {
        HealthGate.HOST_LOCAL + ":Boolean=true", HealthGate.QUICK + ":Boolean=true"})
public final class BundlesComponent implements HealthGate {
    private final BundlesGate gate;

    /** Takes a first look, so that it knows which bundles ran before anything was switched. */
    @Activate
    public BundlesComponent(BundleContext context) {
        gate = new BundlesGate(new FrameworkBundles(context));
        gate.check();
    }

    @Override
    public Health check() {
        return gate.check();
    }
}
