// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that break, lie, drip and never end. */
@Timeout(60)
class BadServerTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/1.1 200\r\nno header\r\n\r\n", "HTTP/2 200\r\n\r\n",
            OK + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
            OK + "Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            OK + "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n1\r\na\r\n0\r\n\r\n",
            OK + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", OK + "Content-Length: -1\r\n\r\n",
            OK + "Content-Length: 99999999999999999999\r\n\r\n", OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
            OK + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 206 OK\r\nContent-Range: bytes 0-2/3\r\nContent-Length: 3\r\n\r\nabc"})
    void answersThatAreNone(String answer) throws Exception {
        assertFails(Reason.REFUSED, Fetchers.patient(), RawServer.of(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 O", OK + "Content-Length: 10\r\n\r\nabc",
            OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nabc", OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"})
    void truncatedAnswers(String answer) throws Exception {
        assertFails(Reason.UNREACHABLE, Fetchers.patient(), RawServer.of(answer));
    }

    @Test
    void oldServerThatEndsWithTheConnection() throws Exception {
        try (RawServer server = RawServer.of("HTTP/1.0 200 OK\r\n\r\nabc")) {
            assertEquals(3, readAll(Fetchers.patient(), server.uri(), 0, 3));
        }
    }

    @Test
    void interimAnswersArePassedOver() throws Exception {
        try (RawServer server = RawServer
                .of("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK + "Content-Length: 3\r\n\r\nabc")) {
            assertEquals(3, readAll(Fetchers.patient(), server.uri(), 0, 3));
        }
        assertFails(Reason.REFUSED, Fetchers.patient(), endless("", "HTTP/1.1 100 Continue\r\n\r\n"));
    }

    @Test
    void otherRangeThanAskedFor() throws Exception {
        String answer = "HTTP/1.1 206 Partial\r\nContent-Range: bytes 4-6/7\r\nContent-Length: 3\r\n\r\nabc";
        try (RawServer server = RawServer.of(answer)) {
            assertReason(Reason.REFUSED, () -> readAll(Fetchers.patient(), server.uri(), 3, 10));
            assertEquals(3, readAll(Fetchers.patient(), server.uri(), 4, 10));
            assertTrue(server.requests().get(1).contains("\r\nRange: bytes=4-\r\n"));
        }
    }

    @Test
    void endlessBodies() throws Exception {
        assertFails(Reason.TOO_LONG, Fetchers.patient(), endless(OK + "\r\n", "x".repeat(5000)));
        assertFails(Reason.TOO_LONG, Fetchers.patient(),
                endless(OK + "Transfer-Encoding: chunked\r\n\r\n", "5\r\nabcde\r\n"));
        assertFails(Reason.TOO_LONG, Fetchers.patient(), endless(OK + "Content-Length: 1001\r\n\r\n", "x"));
    }

    @Test
    void endlessHeadersAndTrailers() throws Exception {
        assertFails(Reason.REFUSED, Fetchers.patient(), endless(OK + "X: ", "x"));
        assertFails(Reason.REFUSED, Fetchers.patient(), endless(OK, "X: x\r\n"));
        assertFails(Reason.REFUSED, Fetchers.patient(),
                endless(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X: x\r\n"));
    }

    /** The clock goes on by 20 s at each look, so any server is as slow as one that drips. */
    @ParameterizedTest
    @ValueSource(strings = {OK + "X: ", OK + "\r\n", OK + "Transfer-Encoding: chunked\r\n\r\n0\r\nX: "})
    void dripIsCutOffWhereverItIs(String start) throws Exception {
        Fetcher floor = Fetchers.of(Fetchers.limits(HOUR, 1_000_000, HOUR), Fetchers.stepping(Duration.ofSeconds(20)));
        assertFails(Reason.TOO_SLOW, floor, endless(start, "x"), Long.MAX_VALUE);
    }

    @Test
    void deadlineHoldsForASourceThatIsFastEnough() throws Exception {
        Fetcher deadline = Fetchers.of(Fetchers.limits(HOUR, 0, Duration.ofMinutes(5)),
                Fetchers.stepping(Duration.ofSeconds(1)));
        assertFails(Reason.TOO_SLOW, deadline, endless(OK + "\r\n", "x".repeat(5000)), Long.MAX_VALUE);
    }

    @Test
    void silentServer() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Fetcher fetcher = Fetchers.of(Fetchers.limits(Duration.ofMillis(20), 0, HOUR), System::nanoTime);
        try (RawServer server = new RawServer(out -> await(over))) {
            assertReason(Reason.TOO_SLOW, () -> readAll(fetcher, server.uri(), 0, 10));
            over.countDown();
        }
    }

    @Test
    void cancelEndsABlockedRead() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try (RawServer server = new RawServer(out -> {
            out.write((OK + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n").getBytes(StandardCharsets.US_ASCII));
            await(over);
        }); Download download = Fetchers.patient().open(server.uri(), 0, 10).orElseThrow()) {
            assertEquals(1, download.read(new byte[10], 0, 10));
            CompletableFuture<Integer> blocked = CompletableFuture.supplyAsync(() -> read(download),
                    RawServer.THREAD_EACH);
            download.cancel();
            ExecutionException failure = assertThrows(ExecutionException.class,
                    () -> blocked.get(30, TimeUnit.SECONDS));
            assertEquals(Reason.CANCELLED.name(), failure.getCause().getMessage());
            over.countDown();
        }
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        FetchException e = assertReason(Reason.UNREACHABLE,
                () -> readAll(Fetchers.patient(), URI.create("http://127.0.0.1:" + port + "/"), 0, 1));
        assertTrue(e.getMessage().contains("check that the server runs"), e.getMessage());
    }

    @Test
    void unknownHost() {
        assertReason(Reason.UNREACHABLE,
                () -> readAll(Fetchers.patient(), URI.create("http://no-such-host.invalid/"), 0, 1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int read(Download download) {
        try {
            return download.read(new byte[10], 0, 10);
        } catch (FetchException e) {
            throw new IllegalStateException(e.reason().name(), e);
        }
    }

    private static RawServer endless(String start, String again) throws IOException {
        return new RawServer(out -> {
            out.write(start.getBytes(StandardCharsets.US_ASCII));
            repeat(out, again.getBytes(StandardCharsets.US_ASCII));
        });
    }

    /** Ends when the client hangs up. */
    private static void repeat(OutputStream out, byte[] bytes) throws IOException {
        while (true) {
            out.write(bytes);
        }
    }

    private static void assertFails(Reason reason, Fetcher fetcher, RawServer server) throws Exception {
        assertFails(reason, fetcher, server, 1000);
    }

    private static void assertFails(Reason reason, Fetcher fetcher, RawServer server, long limit) throws Exception {
        try (server) {
            assertReason(reason, () -> readAll(fetcher, server.uri(), 0, limit));
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static FetchException assertReason(Reason reason, Attempt attempt) {
        FetchException failure = assertThrows(FetchException.class, attempt::run);
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }

    private static long readAll(Fetcher fetcher, URI uri, long from, long limit) throws IOException {
        Optional<Download> opened = fetcher.open(uri, from, limit);
        try (Download download = opened.orElseThrow()) {
            byte[] buffer = new byte[100];
            long total = 0;
            for (int count = download.read(buffer, 0, 100); count >= 0; count = download.read(buffer, 0, 100)) {
                total += count;
            }
            return total;
        }
    }
}
