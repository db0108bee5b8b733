// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;

import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.fetch.FetcherContract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a well-behaved server that knows ranges, and its plain answers. */
class HttpFetcherTest extends FetcherContract {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Override
    protected Fetcher fetcher() {
        return Fetchers.patient();
    }

    @Override
    protected URI absent() {
        return at("/nothing-here");
    }

    @Override
    protected URI publish(String name, byte[] content) {
        server.createContext("/" + name, exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            byte[] rest = Arrays.copyOfRange(content, from, content.length);
            if (range != null) {
                exchange.getResponseHeaders().set("Content-Range",
                        "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            }
            exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length == 0 ? -1 : rest.length);
            exchange.getResponseBody().write(rest);
            exchange.close();
        });
        return at("/" + name);
    }

    @Test
    void serverThatIgnoresRangesIsReadFromTheBeginning() throws IOException {
        byte[] content = content(100_000);
        server.createContext("/plain", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        assertArrayEquals(Arrays.copyOfRange(content, 60_000, 100_000), read(at("/plain"), 60_000, 40_000));
        assertReason(Reason.TOO_LONG, () -> read(at("/plain"), 60_000, 39_999));
        assertReason(Reason.REFUSED, () -> read(at("/plain"), 100_001, 10));
    }

    @Test
    void chunkedBodyIsHeldAgainstTheLimit() throws IOException {
        byte[] content = content(100_000);
        server.createContext("/chunked", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        assertArrayEquals(content, read(at("/chunked"), 0, 100_000));
        assertReason(Reason.TOO_LONG, () -> read(at("/chunked"), 0, 99_999));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 301, 302, 304, 307, 400, 401, 403, 410, 416, 500, 503})
    void onlyNotFoundMeansNothingThere(int status) {
        server.createContext("/status", exchange -> {
            exchange.getResponseHeaders().set("Location", at("/elsewhere").toString());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/elsewhere", exchange -> {
            throw new AssertionError("the redirect was followed");
        });
        assertReason(Reason.REFUSED, () -> read(at("/status"), 0, 10));
    }

    @Test
    void askedForNothingButTheBytes() throws IOException {
        Headers seen = new Headers();
        server.createContext("/seen", exchange -> {
            seen.putAll(exchange.getRequestHeaders());
            seen.set("query", exchange.getRequestURI().getRawQuery());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        read(at("/seen?a=%20b"), 0, 0);
        assertEquals("suture", seen.getFirst("User-Agent"));
        assertEquals("identity", seen.getFirst("Accept-Encoding"));
        assertEquals("a=%20b", seen.getFirst("query"));
        assertFalse(seen.containsKey("Range"));
        assertFalse(seen.containsKey("Cookie"));
    }

    @Test
    void addresses() {
        assertTrue(fetcher().supports(URI.create("HTTPS://example.org/x")));
        assertFalse(fetcher().supports(URI.create("file:///etc/passwd")));
        assertFalse(fetcher().supports(URI.create("http:///no-host")));
        assertFalse(fetcher().supports(URI.create("http://example.org:70000/")));
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
