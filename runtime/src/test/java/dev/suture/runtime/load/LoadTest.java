// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoadTest {
    private static final String WRONG_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\noops";
    private static final String PARKED_OUT = "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";

    @Test
    void countsEveryRequestAnsweredRightly() throws Exception {
        try (FakeServer server = new FakeServer(n -> FakeServer.RIGHT); Load load = new Load(plan(server, 10_000))) {
            LoadReport before = until(load, report -> report.right() >= 100);
            assertEquals(0, before.lostTotal());
            LoadReport end = load.stop();
            assertEquals(0, end.inside());
            assertEquals(end.sent(), end.right());
            assertTrue(end.longest().compareTo(Duration.ZERO) > 0);
        }
    }

    @Test
    void countsEachKindOfLoss() throws Exception {
        try (FakeServer server = new FakeServer(LoadTest::misbehave); Load load = new Load(plan(server, 10_000))) {
            until(load, report -> report.sent() >= 60);
            LoadReport end = load.stop();
            assertEquals(1, end.lost().get("status 503"));
            assertEquals(1, end.lost().get("body"));
            assertEquals(1, end.lost().get("malformed"));
            assertEquals(1, end.lost().get("closed") == null ? end.lost().get("reset") : end.lost().get("closed"));
            assertEquals(4, end.sent() - end.right());
            assertEquals(4, end.lostTotal());
        }
    }

    @Test
    void aSilentServerIsATimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (FakeServer server = new FakeServer(n -> {
            never.await();
            return "";
        }); Load load = new Load(plan(server, 50))) {
            until(load, report -> report.lost().getOrDefault("timeout", 0L) >= 3);
            LoadReport end = load.stop();
            assertEquals(0, end.right());
            assertEquals(end.sent(), end.lost().get("timeout"));
        }
    }

    @Test
    void aStallLowersNeitherTheRateNorItsOwnWait() throws Exception {
        CountDownLatch stall = new CountDownLatch(1);
        try (FakeServer server = new FakeServer(n -> {
            stall.await();
            return FakeServer.RIGHT;
        }); Load load = new Load(plan(server, 10_000))) {
            // 150 requests leave while not one is answered: their number only depends on the time.
            LoadReport stalled = until(load, report -> report.sent() >= 150);
            assertEquals(0, stalled.right());
            stall.countDown();
            LoadReport end = load.stop();
            assertEquals(end.sent(), end.right(), end.describeLost());
            assertTrue(end.longest().compareTo(stalled.elapsed()) >= 0,
                    "the first request waited through the whole stall: " + end);
        }
    }

    @Test
    void aDeadPortRefusesAndIsCounted() throws Exception {
        try (FakeServer server = new FakeServer(n -> FakeServer.RIGHT); Load load = new Load(plan(server, 10_000))) {
            load.stray(deadPort(), 5);
            LoadReport end = load.stop();
            assertEquals(5, end.lost().get("refused"));
            assertEquals(5, end.lostTotal());
        }
    }

    @Test
    void connectionsAreKeptAndReused() throws Exception {
        try (FakeServer server = new FakeServer(n -> FakeServer.RIGHT); Load load = new Load(plan(server, 10_000))) {
            // A machine that stalls makes the load open more of them at first; kept ones still win in the end.
            until(load, report -> report.right() >= 200 && server.connections() < report.right() / 2);
        }
    }

    @Test
    void aMarkCountsTheLongestWaitAnew() throws Exception {
        try (FakeServer server = new FakeServer(n -> FakeServer.RIGHT); Load load = new Load(plan(server, 10_000))) {
            until(load, report -> report.right() > 0);
            LoadReport marked = load.mark();
            assertEquals(Duration.ZERO, marked.longestSinceMark());
            assertTrue(marked.longest().compareTo(Duration.ZERO) > 0);
        }
    }

    @Test
    void aReportThatForgetsARequestIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new LoadReport(10, 8, 1, Map.of(),
                new LoadReport.Longest(Duration.ZERO, Duration.ZERO, Duration.ZERO), Duration.ZERO));
    }

    private static String misbehave(int n) {
        return switch (n) {
        case 10 -> PARKED_OUT;
        case 20 -> WRONG_BODY;
        case 30 -> "";
        case 40 -> "garbage\r\n\r\n";
        default -> FakeServer.RIGHT;
        };
    }

    private static LoadReport until(Load load, Predicate<LoadReport> wanted) throws Exception {
        LoadReport report = load.snapshot();
        while (!wanted.test(report)) {
            report = load.snapshot();
        }
        return report;
    }

    private static LoadPlan plan(FakeServer server, int timeoutMillis) {
        return new LoadPlan("127.0.0.1", server.port(), "/", "hello", 600, Duration.ofMillis(timeoutMillis));
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
