// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticRepositoryTest {
    @TempDir
    Path folder;
    private StaticRepository repository;

    @BeforeEach
    void serve() throws IOException {
        Path served = Files.createDirectories(folder.resolve("served/metadata"));
        Files.writeString(served.resolve("1.root.json"), "0123456789");
        Files.createFile(served.resolve("empty"));
        Files.writeString(folder.resolve("secret"), "not served");
        Files.createSymbolicLink(served.resolve("link"), folder.resolve("secret"));
        repository = new StaticRepository(folder.resolve("served"), 0);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void servesAWholeFileAndCountsIt() throws Exception {
        HttpResponse<byte[]> response = get("metadata/1.root.json");
        assertEquals(200, response.statusCode());
        assertArrayEquals("0123456789".getBytes(StandardCharsets.UTF_8), response.body());
        assertEquals(1, repository.requests());
        // It counts when the bytes have left, which the one who reads them may see first.
        assertTrue(Polling.await(Duration.ofSeconds(20),
                () -> repository.bytes() == 10 ? Optional.of(true) : Optional.empty()).isPresent());
    }

    @Test
    void servesRanges() throws Exception {
        HttpResponse<byte[]> tail = get("metadata/1.root.json", "Range", "bytes=7-");
        assertEquals(206, tail.statusCode());
        assertEquals("789", new String(tail.body(), StandardCharsets.UTF_8));
        assertEquals("bytes 7-9/10", tail.headers().firstValue("content-range").get());
        assertEquals("34",
                new String(get("metadata/1.root.json", "Range", "bytes=3-4").body(), StandardCharsets.UTF_8));
        assertEquals("9",
                new String(get("metadata/1.root.json", "Range", "bytes=9-99").body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=5-4", "bytes=-3", "bytes=0-1,3-4", "lines=1-2",
            "bytes=99999999999999999999-"})
    void refusesRangesItDoesNotHave(String range) throws Exception {
        HttpResponse<byte[]> response = get("metadata/1.root.json", "Range", range);
        assertEquals(416, response.statusCode());
        assertEquals("bytes */10", response.headers().firstValue("content-range").get());
    }

    @Test
    void servesAnEmptyFile() throws Exception {
        HttpResponse<byte[]> response = get("metadata/empty");
        assertEquals(200, response.statusCode());
        assertEquals(0, response.body().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "metadata", "metadata/", "no/such", "metadata/1.root.json/x", "metadata/link", "a%00b"})
    void answersNotFoundForWhatIsNoFileOfTheFolder(String path) throws Exception {
        assertEquals(404, get(path).statusCode());
        assertEquals(0, repository.bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../secret", "/%2e%2e/secret", "/metadata/../../secret", "//../secret", "/..%2fsecret",
            "/metadata/..%2f..%2fsecret", "//etc/passwd"})
    void neverLeavesTheFolder(String path) throws Exception {
        // By hand: a client would normalise the path before it sends it.
        try (Socket socket = new Socket("127.0.0.1", repository.address().getPort())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 404 "), answer);
        }
    }

    @Test
    void refusesToBeWritten() throws Exception {
        HttpRequest put = HttpRequest.newBuilder(repository.address().resolve("metadata/new"))
                .PUT(HttpRequest.BodyPublishers.ofString("x")).build();
        assertEquals(405, HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding()).statusCode());
    }

    @Test
    void aMissingFolderIsAFailure() {
        assertThrows(IOException.class, () -> new StaticRepository(folder.resolve("none"), 0));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(repository.address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
