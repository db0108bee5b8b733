// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import org.osgi.service.component.annotations.Component;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Registers the gate of the JVM. */
@Component(name = "dev.suture.health.jvm", property = HealthGate.HOST_LOCAL + ":Boolean=true")
public final class JvmComponent implements HealthGate {
    private final JvmGate gate = new JvmGate(new RunningJvm());

    @Override
    public Health check() {
        return gate.check();
    }
}
