// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Registers the gate of the components. */
@Component(name = "dev.suture.health.components", immediate = true, property = HealthGate.HOST_LOCAL + ":Boolean=true")
public final class ComponentsComponent implements HealthGate {
    private final ComponentsGate gate;

    /** Takes a first look. */
    @Activate
    public ComponentsComponent(@Reference(name = "runtime") ServiceComponentRuntime runtime) {
        gate = new ComponentsGate(new RuntimeComponents(runtime));
        gate.check();
    }

    @Override
    public Health check() {
        return gate.check();
    }
}
