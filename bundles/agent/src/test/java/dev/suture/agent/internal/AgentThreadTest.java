// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.policy.Decision;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Phase;
import dev.suture.report.Reporter;

/** The agent on its own thread. */
@Timeout(30)
class AgentThreadTest {
    @TempDir
    Path root;
    private Bench bench;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.stages.put(Reporter.class, "queue", new Reporter() {
            @Override
            public void report(DeviceState state) {
                told.add(state.phase().name());
            }

            @Override
            public void report(DeviceEvent event) {
                told.add(event.step().wireName());
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        bench.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("suture-agent")) {
                thread.join();
            }
        }
    }

    private void await(String wanted) throws InterruptedException {
        String next = told.take();
        while (!next.equals(wanted)) {
            next = told.take();
        }
    }

    @Test
    void aNotificationWakesItAndItDrivesTheOfferToItsEnd() throws InterruptedException {
        bench.agent.start();
        await("IDLE");
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        await("CONFIRMED");
        assertThrows(IllegalStateException.class, bench.agent::start);
    }

    @Test
    void theCommandLineReachesIt() throws Exception {
        bench.agent.start();
        await("IDLE");
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(root.resolve("control.sock")))) {
            client.write(ByteBuffer.wrap("{\"command\":\"check\"}\n".getBytes(StandardCharsets.UTF_8)));
            await("CONFIRMED");
        }
    }

    @Test
    void aFailureNobodyForesawDoesNotEndIt() throws InterruptedException {
        bench.verifier.bug = Optional.of(new IllegalStateException("boom"));
        bench.agent.start();
        await("failed");
        bench.verifier.bug = Optional.empty();
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        await("CONFIRMED");
        assertTrue(bench.log.has("the gateway's own work goes on"));
    }

    @Test
    void itIsStoppedFromWithinItsOwnSwap() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        bench.device.duringActivate = () -> {
            Thread switching = new Thread(bench.agent::close, "suture-switch");
            switching.start();
            try {
                switching.join();
            } catch (InterruptedException e) {
                throw new AssertionError("the worker was interrupted outside a wait", e);
            }
            stopped.countDown();
        };
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.start();
        stopped.await();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("suture-agent")) {
                thread.join();
            }
        }
        assertEquals(Phase.TRIAL, bench.phase());
        assertEquals(List.of("stage", "activate 1 2"), bench.device.calls);
        assertTrue(!bench.anchor.isLeased(), "the next agent may work");
    }

    @Test
    void itIsStoppedWhileAPolicyThinks() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        bench.stages.put(UpdatePolicy.class, "slow", (step, offer, device) -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Decision.proceed();
        });
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.start();
        asked.await();
        bench.agent.close();
    }

    @Test
    void aGateThatIsCutOffByTheStopIsNotTakenForRed() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        bench.device.duringActivate = () -> bench.stages.put(HealthGate.class, "slow", () -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return Health.red("interrupted");
            }
            return Health.green();
        });
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.start();
        asked.await();
        stop();
        assertEquals(Phase.TRIAL, bench.phase());
        assertEquals(List.of("stage", "activate 1 2"), bench.device.calls);
    }

    @Test
    void itWaitsForTheLeaseOfTheOneBefore() throws InterruptedException {
        bench.anchor.lease(Duration.ZERO).orElseThrow();
        bench.agent.start();
        bench.agent.close();
    }
}
