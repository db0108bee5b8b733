// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.suture.notify.Notification;
import dev.suture.tuf.tls.TlsFiles;

/** What the component wires, with short waits, and a check that no thread of it is left. */
final class Device {
    final RecordingLog log = new RecordingLog();
    final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    final Announcements announcements;
    final Supervisor supervisor;
    private final SingleThread timeline;

    Device(int port) {
        this(plain(port));
    }

    Device(Broker broker) {
        timeline = new SingleThread("suture-mqtt", log.logger());
        announcements = new Announcements(timeline, log.logger());
        Random random = new Random();
        supervisor = new Supervisor(new Supervisor.Ports(
                transport(broker), timeline,
                new Backoff(random, Duration.ofMillis(20), Duration.ofMillis(200)), random, log.logger()),
                Samples.TOPICS, announcements::accept);
        supervisor.start();
    }

    static Broker plain(int port) {
        return new Broker(TestBroker.address(port), TlsFiles.NONE, "");
    }

    static PahoTransport transport(Broker broker) {
        return new PahoTransport(broker, Samples.TOPICS.device(), Duration.ofSeconds(1), line -> {});
    }

    Notification awaitNotification() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    void stop() throws InterruptedException {
        supervisor.stop();
        assertTrue(timeline.await(Duration.ofSeconds(10)), "the timeline did not end");
        assertNoThreads();
    }

    /** Fails if a thread of a device is still there, after a moment in which one that has done its work may end. */
    static void assertNoThreads() throws InterruptedException {
        List<Thread> left = threads();
        for (Thread thread : left) {
            thread.join(2000);
        }
        assertEquals("", threads().stream().map(Thread::getName).sorted().collect(Collectors.joining(", ")));
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("suture-mqtt")
                        || thread.getName().endsWith(": " + Samples.TOPICS.device()))
                .toList();
    }
}
