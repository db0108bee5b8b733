// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.suture.tuf.tls.TestAuthority.Wish;

/** Against a real TLS server, with certificates made for each test. */
@Timeout(60)
class TlsFilesTest {
    private static final Instant LONG_AGO = Instant.parse("2024-02-29T12:00:00Z");
    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    private Path folder;
    private final List<String> warnings = new ArrayList<>();
    private TestAuthority authority;

    @BeforeEach
    void writeTrustAndDevice() throws Exception {
        authority = new TestAuthority("Test CA");
        Files.writeString(path("trust.pem"), authority.pem());
        authority.issue(Wish.valid("line-1")).write(folder, "device");
    }

    @Test
    void serverOnly() throws Exception {
        try (TestServer server = server(Wish.valid("broker", LOOPBACK), "")) {
            assertEquals("CN=stranger", greeting(trustOnly(), server));
        }
    }

    @Test
    void bothSides() throws Exception {
        try (TestServer server = server(Wish.valid("broker", "localhost", LOOPBACK), authority.pem())) {
            assertEquals("CN=line-1", greeting(pem(), server));
            assertEquals("CN=line-2", greeting(pkcs12("geheim", "geheim"), server));
        }
        assertEquals(List.of(), warnings);
    }

    @Test
    void onlyTls12AndTls13() throws Exception {
        try (SSLSocket socket = (SSLSocket) sockets(trustOnly()).createSocket()) {
            assertArrayEquals(new String[]{"TLSv1.3", "TLSv1.2"}, socket.getEnabledProtocols());
        }
    }

    @Test
    void serversCertificateThatHasEnded() throws Exception {
        Wish ended = Wish.ended("broker", LONG_AGO, LOOPBACK);
        try (TestServer server = server(ended, "")) {
            assertEquals("its certificate ended on 2024-02-29T12:00:00Z; renew it at the server",
                    reason(trustOnly(), server));
        }
    }

    @Test
    void serversCertificateThatIsPinnedAndHasEnded() throws Exception {
        TestIdentity pinned = authority.issue(Wish.ended("broker", LONG_AGO, LOOPBACK));
        Files.writeString(path("trust.pem"), pinned.certificatePem());
        try (TestServer server = new TestServer(pinned, "")) {
            assertTrue(reason(trustOnly(), server).startsWith("its certificate ended on 2024-02-29T12:00:00Z"));
        }
    }

    @Test
    void serversCertificateThatHasNotBegun() throws Exception {
        Instant begin = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        try (TestServer server = server(new Wish("broker", begin, begin.plusSeconds(60), LOOPBACK), "")) {
            String reason = reason(trustOnly(), server);
            assertTrue(reason.startsWith("its certificate begins on " + begin + " only; check the clock"), reason);
        }
    }

    @Test
    void serverOfAnotherAuthority() throws Exception {
        TestIdentity other = new TestAuthority("Test CA").issue(Wish.valid("broker", LOOPBACK));
        try (TestServer server = new TestServer(other, "")) {
            assertEquals("its certificate is signed by none of those in " + path("trust.pem"),
                    reason(trustOnly(), server));
        }
    }

    @Test
    void serverOfAnotherName() throws Exception {
        try (TestServer server = server(Wish.valid("127.0.0.1", "broker.example", "127.0.0.2"), "")) {
            assertEquals("its certificate is not for this host name; the name must stand in it",
                    reason(trustOnly(), server));
        }
    }

    @Test
    void serverThatDoesNotTakeTheClient() throws Exception {
        try (TestServer server = server(Wish.valid("broker", LOOPBACK), new TestAuthority("Other CA").pem())) {
            for (TlsFiles files : List.of(pem(), trustOnly())) {
                String reason = reason(files, server);
                assertTrue(reason.startsWith("it does not accept the client's certificate, or wants one"), reason);
            }
        }
    }

    @Test
    void serverThatSpeaksPlainly() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            Thread thread = new Thread(() -> {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.US_ASCII));
                    client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client hung up, as it should.
                    return;
                }
            });
            thread.start();
            IOException failure = assertThrows(IOException.class,
                    () -> greeting(sockets(trustOnly()), server.getLocalPort()));
            assertEquals("it does not speak TLS on this port", TlsReasons.find(failure).orElseThrow());
            thread.join();
        }
    }

    @Test
    void ownCertificateThatHasEnded() throws Exception {
        authority.issue(Wish.ended("line-1", LONG_AGO)).write(folder, "device");
        assertRefused("the client certificate " + path("device.pem") + " ended on 2024-02-29T12:00:00Z; renew it",
                pem());
        authority.issue(Wish.valid("line-1")).write(folder, "device");
        sockets(pem());
    }

    @Test
    void aClockThatStandsIsNamed() {
        TlsException failure = assertThrows(TlsException.class, () -> pem().read(() -> Instant.EPOCH, warnings::add));
        assertTrue(failure.getMessage().contains("check the clock of this machine, it says 1970-01-01T00:00:00Z"),
                failure.getMessage());
    }

    @Test
    void filesThatAreNotWhatTheyShouldBe() throws Exception {
        assertRefused(path("gone.pem") + " does not exist",
                new TlsFiles(path("gone.pem").toString(), "", "", "", ""));
        assertRefused(folder + " cannot be read", new TlsFiles(folder.toString(), "", "", "", ""));
        assertRefused("a path has a sign", new TlsFiles("\0", "", "", "", ""));
        Files.writeString(path("trust.pem"), "hello");
        assertRefused(path("trust.pem") + " ", pem());
        Files.writeString(path("trust.pem"), "");
        assertRefused(path("trust.pem") + " has no certificate in it", pem());
        Files.write(path("trust.pem"), new byte[KeyFile.MAX_LENGTH + 1]);
        assertRefused(path("trust.pem") + " is too long", pem());
    }

    @ParameterizedTest
    @CsvSource({"'-----BEGIN RSA PRIVATE KEY-----', 'convert it: openssl pkcs8'",
            "'-----BEGIN ENCRYPTED PRIVATE KEY-----', 'convert it: openssl pkcs8'", "hello, has no private key in it",
            "'-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', or damaged"})
    void keysThatAreNone(String content, String reason) throws Exception {
        TestIdentity.secret(path("device.key"), content.getBytes(StandardCharsets.US_ASCII));
        String message = assertThrows(TlsException.class, () -> sockets(pem())).getMessage();
        assertTrue(message.startsWith(path("device.key").toString()) && message.contains(reason), message);
    }

    @Test
    void theKeyOfAnotherCertificate() throws Exception {
        Files.writeString(path("device.pem"), authority.issue(Wish.valid("line-1")).certificatePem());
        assertRefused("the private key is not that of the certificate " + path("device.pem"), pem());
    }

    @Test
    void theWrongPassword() throws Exception {
        String message = assertThrows(TlsException.class, () -> sockets(pkcs12("geheim", "falsch"))).getMessage();
        assertTrue(message.contains("has another password"), message);
        assertFalse(message.contains("falsch"), message);
    }

    @Test
    void modesThatAreTooWide() throws Exception {
        mode("device.key", "rw-r--r--");
        mode("trust.pem", "rw-rw-r--");
        mode("device.pem", "rw-r--r--");
        sockets(pem());
        assertEquals(List.of(
                "others than its owner can change " + path("trust.pem") + "; run chmod go-w " + path("trust.pem"),
                path("device.key") + " is secret, but every user of this machine can read it; run chmod o= "
                        + path("device.key")),
                warnings);
        warnings.clear();
        mode("trust.pem", "rw-r--r--");
        mode("device.key", "r--r-----");
        sockets(pem());
        assertEquals(List.of(), warnings);
    }

    @ParameterizedTest
    @CsvSource({"t,c,'','',''", "t,'',k,'',''", "t,'','',s,''", "t,'','','',p", "t,c,k,s,p", "'',c,k,'',''",
            "'','','',s,p"})
    void filesThatDoNotBelongTogether(String trust, String certificate, String key, String store, String password) {
        assertThrows(IllegalArgumentException.class, () -> new TlsFiles(trust, certificate, key, store, password));
    }

    @Test
    void aLoginIsTwoLinesAndKeepsItsPassword() throws Exception {
        Path file = TestIdentity.secret(path("login"), "line-1\ngeheim\n".getBytes(StandardCharsets.UTF_8));
        Login login = Login.read(file.toString(), warnings::add);
        assertEquals(new Login("line-1", "geheim"), login);
        assertFalse(login.toString().contains("geheim"));
        Files.writeString(file, "geheim");
        String message = assertThrows(TlsException.class, () -> Login.read(file.toString(), warnings::add))
                .getMessage();
        assertTrue(message.endsWith("must have two lines, a user name and its password"), message);
        assertEquals(List.of(), warnings);
        mode("login", "rw-r--r--");
        assertThrows(TlsException.class, () -> Login.read(file.toString(), warnings::add));
        assertEquals(1, warnings.size());
    }

    private void assertRefused(String beginning, TlsFiles files) {
        String message = assertThrows(TlsException.class, () -> sockets(files)).getMessage();
        assertTrue(message.startsWith(beginning), message);
        assertEquals(1, message.lines().count());
    }

    private TlsFiles trustOnly() {
        return new TlsFiles(path("trust.pem").toString(), "", "", "", "");
    }

    private TlsFiles pem() {
        return new TlsFiles(path("trust.pem").toString(), path("device.pem").toString(), path("device.key").toString(),
                "", "");
    }

    private TlsFiles pkcs12(String password, String told) throws Exception {
        TestIdentity.secret(path("device.p12"), authority.issue(Wish.valid("line-2")).pkcs12(password));
        TestIdentity.secret(path("password"), (told + "\n").getBytes(StandardCharsets.UTF_8));
        return new TlsFiles(path("trust.pem").toString(), "", "", path("device.p12").toString(),
                path("password").toString());
    }

    private Path path(String name) {
        return folder.resolve(name);
    }

    private void mode(String name, String modes) throws IOException {
        Files.setPosixFilePermissions(path(name), PosixFilePermissions.fromString(modes));
    }

    private SSLSocketFactory sockets(TlsFiles files) throws TlsException {
        return files.read(InstantSource.system(), warnings::add);
    }

    private TestServer server(Wish wish, String clients) throws Exception {
        return new TestServer(authority.issue(wish), clients);
    }

    private String greeting(TlsFiles files, TestServer server) throws IOException {
        return greeting(sockets(files), server.port());
    }

    private static String greeting(SSLSocketFactory sockets, int port) throws IOException {
        try (Socket plain = new Socket(LOOPBACK, port);
                SSLSocket socket = (SSLSocket) sockets.createSocket(plain, LOOPBACK, port, true)) {
            socket.startHandshake();
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
        }
    }

    private String reason(TlsFiles files, TestServer server) {
        IOException failure = assertThrows(IOException.class, () -> greeting(files, server));
        return TlsReasons.find(failure).orElseThrow(() -> new AssertionError(failure));
    }
}
