// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.suture.notify.mqtt.internal.Transport.Message;
import dev.suture.notify.mqtt.internal.Transport.Opening;
import dev.suture.tuf.tls.TlsFiles;

/** Against brokers that are none, or bad ones: whatever they do, the attempt ends and no thread is left. */
@Timeout(90)
class PahoTransportTest {
    private static final Opening OPENING = new Opening(
            new Message(Samples.TOPICS.online(), Reports.online(false, "x"), true), Samples.TOPICS.announcements(),
            true);
    private static final byte[] CONNACK = {0x20, 3, 0, 0, 0};

    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final Semaphore greetings = new Semaphore(0);
    private ServerSocket server;

    /** What a bad broker does with a connection. */
    private interface Manner {
        void treat(Socket socket) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        server.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        Device.assertNoThreads();
    }

    @Test
    void twentyThatRefuse() throws Exception {
        int port = server.getLocalPort();
        server.close();
        for (int i = 0; i < 20; i++) {
            assertEquals("Connection refused", fail(URI.create("tcp://127.0.0.1:" + port)));
        }
    }

    @Test
    void twentyThatAcceptAndHangUp() throws Exception {
        Thread thread = serve(Socket::close);
        for (int i = 0; i < 20; i++) {
            fail(address());
        }
        end(thread);
    }

    @Test
    void twentyThatTalkFirst() throws Exception {
        Thread thread = serve(socket -> {
            socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(socket.getInputStream().read() >= 0);
            greetings.release();
        });
        for (int i = 0; i < 20; i++) {
            Transport.Link link = transport(address()).open(OPENING, new Probe());
            greetings.acquire();
            assertTrue(link.close(Optional.empty()), "round " + i);
        }
        end(thread);
    }

    @Test
    void twentyThatReadTheGreetingAndHangUp() throws Exception {
        Thread thread = serve(socket -> {
            assertTrue(socket.getInputStream().read() >= 0);
            socket.close();
        });
        for (int i = 0; i < 20; i++) {
            assertEquals("it closed the connection", fail(address()));
        }
        end(thread);
    }

    @Test
    void oneThatIsNotAllowedIn() throws Exception {
        Thread thread = serve(socket -> {
            assertTrue(socket.getInputStream().read() >= 0);
            socket.getOutputStream().write(new byte[]{0x20, 3, 0, (byte) 0x87, 0});
        });
        assertEquals("this device is not authorized", fail(address()));
        end(thread);
    }

    @Test
    void oneThatClaimsAPacketOf256Megabytes() throws Exception {
        Thread thread = serve(socket -> {
            assertTrue(socket.getInputStream().read() >= 0);
            socket.getOutputStream().write(CONNACK);
            socket.getOutputStream().write(new byte[]{0x30, -1, -1, -1, 0x7F});
        });
        assertEquals("it sent a packet of more than 163840 bytes", fail(address()));
        end(thread);
    }

    @Test
    void twentyThatAreGivenUpBeforeTheyAnswer() throws Exception {
        Thread thread = serve(socket -> greetings.release());
        for (int i = 0; i < 20; i++) {
            Transport.Link link = transport(address()).open(OPENING, new Probe());
            if (i % 2 == 0) {
                // Given up while connected; every other one before or while it connects.
                greetings.acquire();
            }
            assertTrue(link.close(Optional.of(OPENING.will())), "round " + i);
        }
        end(thread);
    }

    @Test
    void aNameThatNobodyKnows() throws Exception {
        assertEquals("its name is unknown", fail(URI.create("tcp://broker.invalid:1883")));
    }

    private static String fail(URI broker) throws InterruptedException {
        Probe probe = new Probe();
        Transport.Link link = transport(broker).open(OPENING, probe);
        try {
            return probe.awaitDown();
        } finally {
            assertTrue(link.close(Optional.empty()), "threads are left");
        }
    }

    private static PahoTransport transport(URI broker) {
        return new PahoTransport(new Broker(broker, TlsFiles.NONE, ""), Samples.TOPICS.device(),
                Duration.ofSeconds(1), line -> {});
    }

    private URI address() {
        return URI.create("tcp://127.0.0.1:" + server.getLocalPort());
    }

    private Thread serve(Manner manner) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                accept(manner);
            }
        }, "bad-broker");
        thread.start();
        return thread;
    }

    private void accept(Manner manner) {
        try {
            Socket socket = server.accept();
            accepted.add(socket);
            manner.treat(socket);
        } catch (SocketException e) {
            // The test is over, or the device has hung up first.
            return;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void end(Thread thread) throws Exception {
        server.close();
        thread.join();
    }
}
