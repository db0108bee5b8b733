// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.suture.runtime.Broker;
import dev.suture.runtime.UserError;
import dev.suture.tuf.tls.TlsFiles;

/** What a broker of the real kind never shows at will: that it takes a message's packet and refuses the message. */
@Timeout(60)
class AnnouncerTest {
    private static final byte[] CONNACK = {0x20, 3, 0, 0, 0};
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int TAKEN = 0;

    @Test
    void aRefusedAnnouncementIsNoSuccess() throws Exception {
        UserError error = assertThrows(UserError.class, () -> announce(NOT_AUTHORIZED));
        assertEquals("refuses the announcement (reason 0x87); let this announcer write a/b/notify there",
                error.getMessage().replaceFirst("^the broker tcp://127.0.0.1:[0-9]+ ", ""));
    }

    @Test
    void oneThatIsTakenIs() throws Exception {
        announce(TAKEN);
    }

    private static void announce(int reason) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> broker = CompletableFuture.runAsync(() -> answer(server, reason));
            try {
                new Announcer(new Broker("tcp://127.0.0.1:" + server.getLocalPort(), TlsFiles.NONE, ""), line -> {})
                        .publish("a/b/notify", new byte[]{1});
            } finally {
                broker.join();
            }
        }
    }

    /** CONNECT, PUBLISH at QoS 1, and whatever follows until the client leaves. */
    private static void answer(ServerSocket server, int reason) {
        try (Socket client = server.accept(); DataInputStream in = new DataInputStream(client.getInputStream())) {
            packet(in);
            client.getOutputStream().write(CONNACK);
            byte[] publish = packet(in);
            int id = 2 + ((publish[0] & 0xff) << 8 | publish[1] & 0xff);
            client.getOutputStream().write(new byte[]{0x40, 4, publish[id], publish[id + 1], (byte) reason, 0});
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that is shorter than 128 bytes, without its fixed header. */
    private static byte[] packet(DataInputStream in) throws IOException {
        in.readByte();
        return in.readNBytes(in.readByte());
    }
}
