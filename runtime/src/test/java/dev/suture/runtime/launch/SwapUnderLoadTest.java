// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;
import dev.suture.anchor.SwitchScript.Limits;
import dev.suture.anchor.SwitchScript.Start;
import dev.suture.delta.CanonicalJar;
import dev.suture.stage.Generation.ManagedBundle;

/** The heart of it: the real hole is closed in the running gateway, and no request is lost. */
class SwapUnderLoadTest {
    private static final String LIBRARY = "org.apache.commons.commons-text";
    private static final String SERVLET = "dev.suture.demo";
    private static final String FIXED = "1.10.0";
    /** The closed time is not what this test judges, and a busy machine may stretch it. */
    private static final Limits PATIENT = new Limits(Duration.ofMillis(30), Duration.ofSeconds(20),
            Duration.ofSeconds(20));

    @TempDir
    Path folder;

    @Test
    void closesTheHoleWithoutALostRequestAndReturns() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "planted");
        String exploit = "${url:UTF-8:" + secret.toUri() + "}";
        Path root = folder.resolve("root");
        try (Gateway gateway = Gateway.boot(root, "core", "http", "demo"); Load load = new Load(gateway)) {
            load.awaitAnswers(20);
            assertEquals("planted", gateway.greet(exploit));

            SwitchScript script = script(gateway, root);
            assertInstanceOf(Outcome.Switched.class, gateway.anchor().execute(script, bundles -> Optional.empty()));
            load.awaitAnswers(50);
            assertEquals(exploit, gateway.greet(exploit));
            assertTrue(gateway.anchor().awaitOlderLeft(Duration.ofSeconds(20)).isEmpty());

            assertInstanceOf(Outcome.Switched.class, gateway.anchor().revert("to and fro"));
            load.awaitAnswers(50);
            assertEquals("planted", gateway.greet(exploit));

            assertInstanceOf(Outcome.Switched.class, gateway.anchor().execute(script, bundles -> Optional.empty()));
            gateway.anchor().confirm();
            load.awaitAnswers(50);
            assertEquals(exploit, gateway.greet(exploit));
            assertEquals(2, gateway.anchor().confirmed());
            assertEquals(List.of(FIXED), versions(gateway, LIBRARY));
            assertEquals(List.of(), load.lost());
        }
    }

    private SwitchScript script(Gateway gateway, Path root) throws IOException {
        Path generation = Files.createDirectories(root.resolve("generations/2"));
        Path fixed = Home.ofThisProcess().jar(Coordinates.parse("org.apache.commons:commons-text:" + FIXED));
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        CanonicalJar.Summary summary = CanonicalJar.write(fixed, canonical);
        Path library = Files.write(generation.resolve("library.jar"), canonical.toByteArray());
        ManagedBundle servlet = gateway.launcher().generation().bundles().stream()
                .filter(bundle -> bundle.bundle().symbolicName().equals(SERVLET)).findFirst().orElseThrow();
        Path copy = Files.copy(root.resolve("generations/1").resolve(servlet.fileName()),
                generation.resolve(servlet.fileName()));
        List<Start> starts = List.of(new Start(library, summary.sha256(), LIBRARY, FIXED, 20, true),
                new Start(copy, servlet.bundle().digest().hex(), SERVLET, servlet.bundle().version(), 20, true));
        return new SwitchScript(1, 2, starts, List.of(find(gateway, SERVLET).getBundleId(),
                find(gateway, LIBRARY).getBundleId()), PATIENT);
    }

    private static Bundle find(Gateway gateway, String name) {
        return Arrays.stream(gateway.launcher().context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst().orElseThrow();
    }

    private static List<String> versions(Gateway gateway, String name) {
        return Arrays.stream(gateway.launcher().context().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName())).map(bundle -> bundle.getVersion().toString())
                .toList();
    }

    /** Four clients that ask without a pause. */
    private static final class Load implements AutoCloseable {
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final AtomicInteger answers = new AtomicInteger();
        private final Queue<String> lost = new ConcurrentLinkedQueue<>();
        private final List<Thread> clients = new ArrayList<>();
        private volatile CountDownLatch awaited = new CountDownLatch(0);

        Load(Gateway gateway) {
            for (int client = 0; client < 4; client++) {
                Thread thread = new Thread(() -> ask(gateway), "load-" + client);
                thread.start();
                clients.add(thread);
            }
        }

        private void ask(Gateway gateway) {
            while (running.get()) {
                String answer;
                try {
                    answer = gateway.greet("hello");
                } catch (IOException e) {
                    answer = e.toString();
                }
                if (answer.equals("hello")) {
                    answers.incrementAndGet();
                    awaited.countDown();
                } else if (answers.get() > 0) {
                    // Before the first answer the gateway was still starting.
                    lost.add(answer);
                }
            }
        }

        void awaitAnswers(int count) throws InterruptedException {
            awaited = new CountDownLatch(count);
            assertTrue(awaited.await(60, TimeUnit.SECONDS), "no answers");
        }

        List<String> lost() {
            return List.copyOf(lost);
        }

        @Override
        public void close() {
            running.set(false);
            try {
                for (Thread client : clients) {
                    client.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
