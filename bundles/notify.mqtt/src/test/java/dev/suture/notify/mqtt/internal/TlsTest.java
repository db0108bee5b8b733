// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.notify.mqtt.internal.Transport.Message;
import dev.suture.notify.mqtt.internal.Transport.Opening;
import dev.suture.tuf.format.NotifyFormat;
import dev.suture.tuf.tls.TestIdentity;
import dev.suture.tuf.tls.TlsFiles;

/** Over mutual TLS, against a real broker and bad ones. */
@Timeout(90)
class TlsTest {
    private static final Opening OPENING = new Opening(
            new Message(Samples.TOPICS.online(), Reports.online(false, "x"), true), Samples.TOPICS.announcements(),
            true);

    @TempDir
    private Path folder;
    private TestPki pki;
    private int port;
    private int securePort;

    @BeforeEach
    void makeCertificates() throws Exception {
        pki = new TestPki(folder);
        port = TestBroker.freePort();
        securePort = TestBroker.freePort();
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        Device.assertNoThreads();
    }

    @Test
    void announcementsComeInAndReportsGoOut() throws Exception {
        withBroker(() -> {
            Outsider outsider = new Outsider(port);
            Device device = new Device(secure(pki.device(), ""));
            try {
                device.announcements.add(device.heard::add);
                outsider.announce(NotifyFormat.write(Samples.notification("sealed")));
                assertEquals(Samples.notification("sealed"), device.awaitNotification());
                device.supervisor.state(Reports.state(Samples.state(3)));
                outsider.await(Samples.TOPICS.state(), text -> text.contains("\"sequence\":3"));
            } finally {
                device.stop();
                outsider.stop();
            }
        });
    }

    @Test
    void aRenewedCertificateCountsFromTheNextConnectionOn() throws Exception {
        withBroker(() -> {
            PahoTransport transport = Device.transport(secure(pki.device(), ""));
            pki.endDevice(Instant.parse("2024-02-29T12:00:00Z"));
            assertEquals(
                    "the client certificate " + pki.path("device.pem") + " ended on 2024-02-29T12:00:00Z; renew it",
                    fail(transport));
            pki.renewDevice();
            Probe probe = new Probe();
            Transport.Link link = transport.open(OPENING, probe);
            probe.awaitUp();
            assertTrue(link.close(Optional.empty()));
        });
    }

    /** In TLS 1.3 it hangs up after the handshake, so the reason comes in a race with the end of the connection. */
    @Test
    void twentyTimesNotAccepted() throws Exception {
        withBroker(() -> {
            pki.strangeDevice();
            for (int i = 0; i < 20; i++) {
                String reason = fail(Device.transport(secure(pki.device(), "")));
                assertTrue(reason.startsWith("it does not accept the client's certificate, or wants one"), reason);
            }
        });
    }

    @Test
    void anUnreadableLoginIsAReason() throws Exception {
        String login = pki.path("login").toString();
        assertEquals(login + " does not exist", fail(Device.transport(secure(pki.device(), login))));
        TestIdentity.secret(pki.path("login"), "geheim".getBytes(StandardCharsets.UTF_8));
        String reason = fail(Device.transport(secure(pki.device(), login)));
        assertFalse(reason.contains("geheim"), reason);
    }

    @Test
    void oneThatNeverShakesHandsIsGivenUp() throws Exception {
        try (ServerSocket server = new ServerSocket(securePort, 5, InetAddress.getByName("127.0.0.1"))) {
            Transport.Link link = Device.transport(secure(pki.device(), "")).open(OPENING, new Probe());
            try (Socket client = server.accept()) {
                assertTrue(client.getInputStream().read() >= 0, "it greets");
                assertTrue(link.close(Optional.of(OPENING.will())), "threads are left");
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private void withBroker(Work work) throws Exception {
        TestBroker broker = new TestBroker(port, securePort, pki);
        try {
            work.run();
        } finally {
            broker.stop();
        }
    }

    private static String fail(PahoTransport transport) throws InterruptedException {
        Probe probe = new Probe();
        Transport.Link link = transport.open(OPENING, probe);
        try {
            return probe.awaitDown();
        } finally {
            assertTrue(link.close(Optional.empty()), "threads are left");
        }
    }

    private Broker secure(TlsFiles files, String credentials) {
        return new Broker(URI.create("ssl://127.0.0.1:" + securePort), files, credentials);
    }
}
