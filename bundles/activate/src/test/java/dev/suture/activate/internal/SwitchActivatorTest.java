// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Drained;
import dev.suture.anchor.SwitchScript.Limits;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.stage.Generation;

/** Switches between components in a real framework with Declarative Services. */
@Timeout(120)
class SwitchActivatorTest {
    private static final Limits AMPLE = new Limits(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
    private static final Limits SHORT_GATE = new Limits(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(40));

    @TempDir
    Path made;
    @TempDir
    Path root;
    private ComponentJars jars;
    private TestDevice device;
    private Bundle part;
    private final List<HealthGate> gates = new CopyOnWriteArrayList<>();

    @BeforeEach
    void boot() throws Exception {
        jars = new ComponentJars(made);
        device = ComponentJars.device(root);
        part = device.run(jars.part("1.0.0"));
        assertEquals(List.of("1.0.0"), answers());
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
    }

    @Test
    void activatesAndConfirms() throws Exception {
        SwitchActivator activator = activator(AMPLE);
        assertEquals(1, activator.confirmed());
        ActivationResult result = activator.activate(device.generation1(), next(jars.part("2.0.0")));
        assertFalse(assertInstanceOf(ActivationResult.Switched.class, result).closed().isNegative());
        assertEquals(OptionalInt.of(2), activator.trial());
        assertEquals(List.of("2.0.0"), answers());
        assertEquals(new Drained.Empty(), activator.awaitDrained(Duration.ZERO));
        activator.confirm();
        assertEquals(2, activator.confirmed());
        assertEquals(OptionalInt.empty(), activator.trial());
        assertEquals(Bundle.UNINSTALLED, part.getState());
        assertEquals(List.of("2.0.0"), answers());
        assertThrows(IllegalStateException.class, activator::confirm);
    }

    @Test
    void activatesAndTakesBack() throws Exception {
        SwitchActivator activator = activator(AMPLE);
        Generation next = next(jars.part("2.0.0"));
        activator.activate(device.generation1(), next);
        assertInstanceOf(ActivationResult.Switched.class, activator.revert("asked to"));
        requireAsBefore(activator);
        assertThrows(IllegalStateException.class, () -> activator.revert("twice"));
        assertInstanceOf(ActivationResult.Switched.class, activator.activate(device.generation1(), next),
                "the same generation can be tried again");
        assertEquals(List.of("2.0.0"), answers());
    }

    @Test
    void aStoppedBundleServesNoMore() throws Exception {
        SwitchActivator activator = activator(AMPLE);
        device.stageUnchanged();
        Generation next = device.generation2(TestDevice.stopped(device.entry("demo.part")));
        assertInstanceOf(ActivationResult.Switched.class, activator.activate(device.generation1(), next));
        assertEquals(List.of(), answers());
        activator.confirm();
        assertEquals(1, device.bundles("demo.part").size());
    }

    @Test
    void aComponentThatWasSatisfiedAndIsNotIsNamed() throws Exception {
        SwitchActivator activator = activator(SHORT_GATE);
        Path bad = jars.unsatisfied("demo.part", "2.0.0");
        requireFault("component demo.part is not satisfied", activator, bad);
    }

    @Test
    void aComponentThatNeverWasSatisfiedIsNoFault() throws Exception {
        device.run(jars.unsatisfied("demo.waiting", "1.0.0"));
        Generation next = next(jars.unsatisfied("demo.waiting", "2.0.0"));
        assertInstanceOf(ActivationResult.Switched.class, activator(AMPLE).activate(device.generation1(), next));
    }

    @Test
    void aComponentThatDoesNotActivateIsNamed() throws Exception {
        SwitchActivator activator = activator(SHORT_GATE);
        Path bad = jars.part("2.0.0", "throw new IllegalStateException(\"broken\");");
        requireFault("demo.part registers [java.util.function.Supplier] but does not give it", activator, bad);
    }

    @Test
    void anImmediateComponentThatDoesNotActivateIsNamed() throws Exception {
        SwitchActivator activator = activator(SHORT_GATE);
        Path bad = jars.immediate("2.0.0", "throw new IllegalStateException(\"broken\");");
        requireFault("component demo.part fails to activate", activator, bad);
    }

    @Test
    void aRedQuickGateIsAFault() throws Exception {
        gates.add(() -> Health.red("too hot"));
        requireFault("too hot", activator(SHORT_GATE), jars.part("2.0.0"));
    }

    @Test
    void aQuickGateThatThrowsIsAFault() throws Exception {
        gates.add(() -> {
            throw new IllegalStateException("no sensor");
        });
        String reason = fault(activator(SHORT_GATE), jars.part("2.0.0"));
        assertTrue(reason.contains("quick gate") && reason.contains("no sensor"), reason);
    }

    @Test
    void aDamagedFileMayBeTriedAgain() throws Exception {
        SwitchActivator activator = activator(AMPLE);
        device.stageUnchanged();
        Files.write(device.file(2, device.entry("demo.part")), new byte[]{1});
        Generation next = device.generation2(TestDevice.stopped(device.entry("demo.part")));
        ActivationResult result = activator.activate(device.generation1(), next);
        assertTrue(assertInstanceOf(ActivationResult.Undone.class, result).retryable());
        requireAsBefore(activator);
    }

    @Test
    void aRelaunchIsLeftToTheNextBoot() throws Exception {
        device.run(jars.plain("org.apache.felix.configadmin", "1.0.0"));
        Generation next = next(jars.plain("org.apache.felix.configadmin", "2.0.0"));
        assertInstanceOf(ActivationResult.AtBoot.class, activator(AMPLE).activate(device.generation1(), next));
        assertEquals(List.of("1.0.0"), answers());
        assertEquals(0, device.relaunches.get(), "it is for the caller to say when");
        device.anchor.relaunch();
        assertEquals(1, device.relaunches.get());
    }

    @Test
    void aRelaunchNeedsSomebodyWhoStartsTheGatewayAgain() throws Exception {
        device.close();
        device = ComponentJars.device(root, false);
        device.run(jars.plain("org.apache.felix.configadmin", "1.0.0"));
        Generation next = next(jars.plain("org.apache.felix.configadmin", "2.0.0"));
        ActivationException e = assertThrows(ActivationException.class,
                () -> activator(AMPLE).activate(device.generation1(), next));
        assertTrue(e.getMessage().contains("relaunch") && e.getMessage().contains("start this gateway again"),
                e.getMessage());
    }

    @Test
    void aJournalThatCannotBeWrittenIsNamed() throws Exception {
        SwitchActivator activator = activator(AMPLE);
        Generation next = next(jars.part("2.0.0"));
        Files.createDirectories(root.resolve("journal").resolve("script.log.tmp"));
        ActivationException e = assertThrows(ActivationException.class,
                () -> activator.activate(device.generation1(), next));
        assertTrue(e.getMessage().startsWith("the journal cannot be written"), e.getMessage());
        requireAsBefore(activator);
    }

    @Test
    void staticBystandersAreListed() throws Exception {
        device.run(jars.watcher("demo.fixed", "static"));
        device.run(jars.watcher("demo.free", "dynamic"));
        Generation next = next(jars.part("2.0.0"));
        SwitchActivator activator = activator(AMPLE);
        assertEquals(List.of("demo.fixed"), activator.plan(device.generation1(), next).restarts());
        assertInstanceOf(ActivationResult.Switched.class, activator.activate(device.generation1(), next));
        assertFalse(device.stopped.stream().anyMatch(bundle -> bundle.getSymbolicName().startsWith("demo.f")));
    }

    private SwitchActivator activator(Limits limits) {
        ServiceComponentRuntime runtime = device.context()
                .getService(device.context().getServiceReference(ServiceComponentRuntime.class));
        Components components = new Components(runtime, device.context());
        Planner planner = new Planner(new Running(device.context(), device.generations()),
                device.context().getBundle(0).adapt(FrameworkWiring.class), components);
        return new SwitchActivator(device.anchor, planner, components, new QuickGates(() -> gates),
                device.generations(), limits);
    }

    private Generation next(Path jar) throws Exception {
        return device.generation2(device.replacement(jar));
    }

    private void requireFault(String reason, SwitchActivator activator, Path jar) throws Exception {
        assertEquals(reason, fault(activator, jar));
    }

    private String fault(SwitchActivator activator, Path jar) throws Exception {
        ActivationResult result = activator.activate(device.generation1(), next(jar));
        ActivationResult.Undone undone = assertInstanceOf(ActivationResult.Undone.class, result);
        assertFalse(undone.retryable(), undone.reason());
        requireAsBefore(activator);
        return undone.reason();
    }

    private void requireAsBefore(SwitchActivator activator) throws Exception {
        assertEquals(List.of("1.0.0"), answers());
        assertEquals(List.of(part), device.bundles("demo.part"));
        assertEquals(OptionalInt.empty(), activator.trial());
        assertEquals(1, activator.confirmed());
    }

    private List<String> answers() throws Exception {
        return ComponentJars.answers(device.context());
    }
}
