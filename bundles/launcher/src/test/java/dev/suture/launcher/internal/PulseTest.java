// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Whether a gateway lives, in a real framework. */
@Timeout(60)
class PulseTest {
    @TempDir
    Path storage;

    private Framework framework;
    private volatile Duration closed = Duration.ZERO;

    @BeforeEach
    void launch() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, storage.resolve("cache").toString(), "felix.log.level", "0"));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(0);
    }

    @Test
    void nothingAilsAFrameworkThatRunsAndNothingIsLeftInIt() {
        BundleContext context = framework.getBundleContext();
        for (int i = 0; i < 3; i++) {
            assertEquals(Optional.empty(), ailment());
        }
        assertEquals(Optional.empty(), Optional.ofNullable(context.getServiceReference(Pulse.class)));
    }

    @Test
    void hangsWhereTheRegistryHangs() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ServiceListener stuck = event -> {
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        framework.getBundleContext().addServiceListener(stuck);
        FutureTask<Optional<String>> look = new FutureTask<>(this::ailment);
        new Thread(look).start();
        reached.await();
        assertFalse(look.isDone());
        go.countDown();
        assertEquals(Optional.empty(), look.get());
    }

    @Test
    void saysWhoWaitsForEachOther() throws Exception {
        Lock one = new ReentrantLock();
        Lock other = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        List<Thread> threads = List.of(start("left", one, other, both), start("right", other, one, both));
        both.await();
        Optional<String> ailment = ailment();
        while (ailment.isEmpty()) { // they have still to run into each other
            ailment = ailment();
        }
        assertTrue(ailment.get().startsWith("threads wait for each other for ever: "), ailment.get());
        assertTrue(ailment.get().contains("left") && ailment.get().contains("right"), ailment.get());
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private static Thread start(String name, Lock first, Lock second, CountDownLatch both) {
        Thread thread = new Thread(() -> {
            first.lock();
            try {
                both.countDown();
                both.await();
                second.lockInterruptibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the test is over
            } finally {
                first.unlock();
            }
        }, name);
        thread.start();
        return thread;
    }

    @Test
    void doorsThatStayClosedAreAnAilmentASwitchIsNone() {
        closed = Duration.ofMillis(250);
        assertEquals(Optional.empty(), ailment());
        closed = Duration.ofSeconds(11);
        assertEquals(Optional.of("the doors have been closed for 11 s"), ailment());
    }

    @Test
    void aFrameworkThatHasStoppedIsNotAlive() throws Exception {
        stop();
        assertEquals(Optional.of("the framework is not active"), ailment());
    }

    private Optional<String> ailment() {
        return new Pulse(framework, () -> closed).ailment();
    }
}
