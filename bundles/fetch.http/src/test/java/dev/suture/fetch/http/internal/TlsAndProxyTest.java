// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The two ways in which a connection is more than a socket. */
@Timeout(60)
class TlsAndProxyTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static HttpsServer server;
    private static SSLSocketFactory trusting;

    @BeforeAll
    static void start() throws Exception {
        SSLContext context = context();
        trusting = context.getSocketFactory();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void secureServer() throws IOException {
        assertArrayEquals(CONTENT, read(Fetchers.of(Proxy.NO_PROXY, trusting), secure("localhost")));
    }

    @Test
    void certificateOfAnotherHost() {
        FetchException e = fails(Reason.UNREACHABLE, Fetchers.of(Proxy.NO_PROXY, trusting), secure("127.0.0.1"));
        assertTrue(e.getMessage().contains("check the certificate"), e.getMessage());
    }

    @Test
    void certificateNobodyTrusts() {
        SSLSocketFactory system = (SSLSocketFactory) SSLSocketFactory.getDefault();
        fails(Reason.UNREACHABLE, Fetchers.of(Proxy.NO_PROXY, system), secure("localhost"));
    }

    @Test
    void proxyIsAskedForTheWholeAddress() throws IOException {
        try (RawServer proxy = RawServer.of("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ncontent")) {
            assertArrayEquals(CONTENT, read(Fetchers.of(via(proxy.uri().getPort()), trusting),
                    URI.create("http://example.invalid:81/a/b?c")));
            assertTrue(proxy.requests().get(0).startsWith("GET http://example.invalid:81/a/b?c HTTP/1.1\r\n"));
        }
    }

    @Test
    void tlsGoesThroughATunnel() throws IOException {
        try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> tunnel(proxy),
                    RawServer.THREAD_EACH);
            assertArrayEquals(CONTENT,
                    read(Fetchers.of(via(proxy.getLocalPort()), trusting), secure("localhost")));
            assertTrue(request.join().startsWith("CONNECT localhost:" + server.getAddress().getPort() + " HTTP/1.1"));
        }
    }

    @Test
    void proxyThatRefuses() throws IOException {
        try (RawServer proxy = RawServer.of("HTTP/1.1 403 No\r\n\r\n")) {
            fails(Reason.REFUSED, Fetchers.of(via(proxy.uri().getPort()), trusting), secure("localhost"));
        }
    }

    private static URI secure(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort() + "/x");
    }

    private static Proxy via(int port) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static String tunnel(ServerSocket proxy) {
        try (Socket client = proxy.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            String request = RawServer.request(client.getInputStream());
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> back = CompletableFuture.runAsync(() -> relay(target, client),
                    RawServer.THREAD_EACH);
            relay(client, target);
            back.join();
            return request;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void relay(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One side hung up, which ends the tunnel.
            return;
        }
    }

    private static byte[] read(HttpFetcher fetcher, URI uri) throws IOException {
        try (Download download = fetcher.open(uri, 0, CONTENT.length).orElseThrow()) {
            byte[] content = new byte[CONTENT.length];
            for (int length = 0; length < content.length;) {
                int count = download.read(content, length, content.length - length);
                assertTrue(count > 0);
                length += count;
            }
            return content;
        }
    }

    private static FetchException fails(Reason reason, HttpFetcher fetcher, URI uri) {
        FetchException failure = assertThrows(FetchException.class, () -> read(fetcher, uri));
        assertEquals(reason, failure.reason(), failure.getMessage());
        return failure;
    }

    /** A context whose key belongs to localhost and which trusts that key. */
    private static SSLContext context() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname",
                "CN=localhost", "-ext", "san=dns:localhost", "-keystore", store.toString(), "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertEquals(0, process.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }
}
