// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

import dev.suture.activate.Activator;
import dev.suture.activate.Drained;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.stage.Generation;

/** The bundle itself in a real framework, used by its service. */
@Timeout(60)
class ActivateComponentTest {
    @TempDir
    Path made;
    @TempDir
    Path root;
    private TestDevice device;
    private Bundle bundle;

    @BeforeEach
    void boot() throws Exception {
        device = ComponentJars.device(root);
        File classes = new File(
                ActivateComponent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        bundle = device.install(classes.toPath());
        bundle.start();
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
    }

    @Test
    void plansThroughItsService() throws Exception {
        ComponentJars jars = new ComponentJars(made);
        device.run(jars.part("1.0.0"));
        device.run(jars.watcher("demo.fixed", "static"));
        Generation next = device.generation2(device.replacement(jars.part("2.0.0")));
        Activator activator = activator();
        assertEquals(List.of("demo.fixed"), activator.plan(device.generation1(), next).restarts());
        assertEquals(1, activator.confirmed());
        assertEquals(OptionalInt.empty(), activator.trial());
        assertEquals(new Drained.Empty(), activator.awaitDrained(Duration.ZERO));
        assertThrows(IllegalStateException.class, activator::confirm);
        assertThrows(IllegalStateException.class, () -> activator.revert("nothing to take back"));
    }

    @Test
    void usesQuickGatesOfThisHostOnly() {
        activator();
        ServiceRegistration<HealthGate> slow = gate(Map.of(HealthGate.HOST_LOCAL, true));
        ServiceRegistration<HealthGate> far = gate(Map.of(HealthGate.QUICK, true));
        ServiceRegistration<HealthGate> quick = gate(Map.of(HealthGate.QUICK, true, HealthGate.HOST_LOCAL, true));
        assertNull(slow.getReference().getUsingBundles());
        assertNull(far.getReference().getUsingBundles());
        assertEquals(List.of(bundle), List.of(quick.getReference().getUsingBundles()));
        List.of(slow, far, quick).forEach(ServiceRegistration::unregister);
    }

    private ServiceRegistration<HealthGate> gate(Map<String, Boolean> marks) {
        return device.context().registerService(HealthGate.class, Health::green, new Hashtable<>(marks));
    }

    @Test
    void leavesNothingWhenItStops() throws Exception {
        activator();
        bundle.stop();
        assertNull(device.context().getServiceReference(Activator.class));
        for (ServiceReference<?> reference : device.context().getAllServiceReferences(null, null)) {
            Bundle[] users = reference.getUsingBundles();
            assertTrue(users == null || !List.of(users).contains(bundle), reference.toString());
        }
    }

    private Activator activator() {
        ServiceReference<Activator> reference = device.context().getServiceReference(Activator.class);
        assertNotNull(reference);
        return device.context().getService(reference);
    }
}
