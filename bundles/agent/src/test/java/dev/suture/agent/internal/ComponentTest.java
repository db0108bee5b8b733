// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

import dev.suture.activate.Activator;
import dev.suture.anchor.Anchor;
import dev.suture.notify.NotificationListener;
import dev.suture.policy.Decision;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Phase;
import dev.suture.report.Reporter;
import dev.suture.stage.Stager;
import dev.suture.verify.Verifier;

/** The bundle in a real framework with Declarative Services; the stages around it are fakes. */
@Timeout(60)
class ComponentTest {
    private static final String SHARED = String.join(",", "dev.suture.activate", "dev.suture.anchor",
            "dev.suture.fetch", "dev.suture.health", "dev.suture.notify", "dev.suture.patch", "dev.suture.policy",
            "dev.suture.report", "dev.suture.stage", "dev.suture.tuf", "dev.suture.tuf.format", "dev.suture.tuf.json",
            "dev.suture.verify").replace(",", ";version=1.0.0,")
            + ";version=1.0.0,com.google.gson;version=2.13.2,org.tukaani.xz,"
            + "org.osgi.service.event;version=1.4.1";

    @TempDir
    Path folder;
    private Path root;
    private Framework framework;
    private final FakeTime time = new FakeTime();
    private final FakeAnchor anchor = new FakeAnchor();
    private final FakeVerifier verifier = new FakeVerifier();
    private final FakeDevice device = new FakeDevice(time);
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final class Queue implements Reporter {
        @Override
        public void report(DeviceState state) {
            told.add(state.phase().name());
        }

        @Override
        public void report(DeviceEvent event) {
            told.add(event.step().wireName());
        }
    }

    @BeforeEach
    void boot() throws Exception {
        root = Files.createDirectory(folder.resolve("root"));
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE,
                folder.resolve("framework").toString(), Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED,
                "suture.root", root.toString(), "suture.device", "d1", "suture.product", "gateway"));
        framework.start();
        for (Class<?> inside : List.of(org.osgi.util.function.Function.class, org.osgi.util.promise.Promise.class,
                org.osgi.service.component.ComponentContext.class)) {
            install(inside);
        }
        install(Class.forName("org.apache.felix.log.Activator")).start();
        install(Class.forName("org.apache.felix.scr.impl.Activator")).start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("suture-agent")) {
                thread.join();
            }
        }
    }

    private Bundle install(Class<?> inside) throws Exception {
        File place = new File(inside.getProtectionDomain().getCodeSource().getLocation().toURI());
        return context().installBundle("reference:" + place.toURI());
    }

    private Bundle startAgent() throws Exception {
        Bundle agent = install(AgentComponent.class);
        agent.start();
        return agent;
    }

    private BundleContext context() {
        return framework.getBundleContext();
    }

    private ServiceRegistration<Verifier> stages() {
        context().registerService(Anchor.class, anchor, null);
        context().registerService(Activator.class, device, null);
        context().registerService(Stager.class, device, null);
        context().registerService(UpdatePolicy.class, (step, offer, at) -> Decision.proceed(), null);
        context().registerService(Reporter.class, new Queue(), null);
        return context().registerService(Verifier.class, verifier, null);
    }

    private NotificationListener listener() {
        ServiceReference<NotificationListener> reference = context().getServiceReference(NotificationListener.class);
        assertNotNull(reference);
        return context().getService(reference);
    }

    private void await(String wanted) throws InterruptedException {
        String next = told.take();
        while (!next.equals(wanted)) {
            next = told.take();
        }
    }

    @Test
    void aNotificationIsDrivenAsFarAsTheWatchAndAStopLeavesNothing() throws Exception {
        stages();
        Bundle agent = startAgent();
        await("IDLE");
        verifier.offer = Optional.of(Samples.offer(1, 'a'));
        listener().notified(Samples.push(1));
        await("effective");
        assertTrue(Files.exists(root.resolve("control.sock")));
        agent.stop();
        assertFalse(Files.exists(root.resolve("control.sock")));
        assertNull(context().getServiceReference(NotificationListener.class));
        assertTrue(anchor.lease(Duration.ofSeconds(30)).isPresent(), "the lease was given back");
        assertEquals(Phase.TRIAL, new ProgressFile(root, new FakeLog()).load().stand().phase());
        for (ServiceReference<?> reference : context().getAllServiceReferences(null, null)) {
            Bundle[] users = reference.getUsingBundles();
            assertTrue(users == null || !List.of(users).contains(agent), reference.toString());
        }
    }

    @Test
    void servicesMayComeLaterAndAStageMayBeReplaced() throws Exception {
        startAgent();
        ServiceRegistration<Verifier> first = stages();
        await("IDLE");
        FakeVerifier next = new FakeVerifier();
        next.offer = Optional.of(Samples.offer(1, 'a'));
        context().registerService(Verifier.class, next, null);
        first.unregister();
        listener().notified(Samples.push(1));
        await("effective");
        assertTrue(next.hints.contains(Samples.push(1)));
    }

    @Test
    void itSwitchesItselfAndTheNextOneGoesOn() throws Exception {
        stages();
        Bundle agent = startAgent();
        await("IDLE");
        device.duringActivate = () -> {
            Thread switching = new Thread(() -> {
                try {
                    agent.stop(Bundle.STOP_TRANSIENT);
                } catch (BundleException e) {
                    throw new AssertionError(e);
                }
            }, "suture-switch");
            switching.start();
            try {
                switching.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        verifier.offer = Optional.of(Samples.offer(1, 'a'));
        listener().notified(Samples.push(1));
        await("activating");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("suture-agent")) {
                thread.join();
            }
        }
        told.clear();
        agent.start(Bundle.START_TRANSIENT);
        await("switched");
        await("TRIAL");
        await("effective");
    }

    @Test
    void aStageWhoseComponentFailsIsNamed() throws Exception {
        context().registerService(Anchor.class, anchor, null);
        context().registerService(Activator.class, device, null);
        context().registerService(Stager.class, device, null);
        context().registerService(Reporter.class, new Queue(), null);
        context().registerService(Verifier.class, new Broken(),
                new Hashtable<>(Map.of("component.name", "acme.verify")));
        startAgent();
        await("IDLE");
        listener().notified(Samples.push(1));
        await("FAILED");
        String reason = new ProgressFile(root, new FakeLog()).load().stand().reason().orElseThrow().text();
        assertTrue(reason.startsWith("acme.verify does not start"), reason);
    }

    private static final class Broken implements ServiceFactory<Verifier> {
        @Override
        public Verifier getService(Bundle bundle, ServiceRegistration<Verifier> registration) {
            return null;
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Verifier> registration, Verifier service) {
            // It gave none.
        }
    }

    @Test
    void aSettingThatIsNoNumberIsNamedAndLeavesTheUsualOne() {
        AgentComponent.Config config = (AgentComponent.Config) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{AgentComponent.Config.class}, (proxy, method, arguments) -> switch (method.getName()) {
                case "watchSeconds" -> throw new IllegalArgumentException("as Declarative Services does");
                case "pollJitterPercent" -> 50;
                case "removal" -> false;
                default -> 7;
                });
        FakeLog log = new FakeLog();
        Settings settings = AgentComponent.settings(config, log);
        assertEquals(Duration.ofSeconds(60), settings.watch());
        assertEquals(Duration.ofSeconds(7), settings.linger());
        assertEquals(0.5, settings.polls().jitter());
        assertFalse(settings.removal());
        assertTrue(log.has("watchSeconds is not a whole number; going on with 60"), log.toString());
    }

    @Test
    void withoutItsPropertiesTheComponentIsNotThere() throws Exception {
        stages();
        framework.stop();
        framework.waitForStop(0);
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE,
                folder.resolve("framework").toString(), Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED));
        framework.start();
        Bundle agent = startAgent();
        assertEquals(Bundle.ACTIVE, agent.getState(), "the bundle stands, the component does not");
        ServiceReference<NotificationListener> reference = context().getServiceReference(NotificationListener.class);
        assertTrue(reference == null || context().getService(reference) == null);
    }
}
