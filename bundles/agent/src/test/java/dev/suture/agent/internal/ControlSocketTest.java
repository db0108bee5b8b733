// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ControlSocketTest {
    @TempDir
    Path root;
    private final FakeLog log = new FakeLog();
    private ControlSocket socket;
    private Path file;

    @BeforeEach
    void start() {
        file = root.resolve("control.sock");
        socket = socket("first");
        socket.run();
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    private ControlSocket socket(String name) {
        return new ControlSocket(root,
                request -> (name + ":" + new String(request, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                log);
    }

    private String ask(String request) throws IOException {
        try (SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
            return read(client);
        }
    }

    private static String read(SocketChannel client) throws IOException {
        ByteBuffer answer = ByteBuffer.allocate(100_000);
        while (client.read(answer) >= 0 && answer.get(answer.position() - 1) != '\n') {
            assertTrue(answer.hasRemaining());
        }
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsAnsweredByALine() throws IOException {
        assertEquals("first:hello\n", ask("hello\n"));
        assertEquals("first:again\n", ask("again\nand what follows is ignored\n"));
    }

    @Test
    void socketMode() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(root)) {
            assertEquals(List.of(file), files.toList(), "no folder is left behind");
        }
    }

    @Test
    void aRequestThatIsTooLongIsRefused() throws IOException {
        assertTrue(ask("x".repeat(Exchange.MAX_REQUEST + 1)).contains("at most 4096 bytes"));
        assertEquals("first:next\n", ask("next\n"));
    }

    @Test
    void aClientThatSaysNothingOrHangsUpKeepsNobodyWaitingForLong() throws IOException {
        try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            assertTrue(silent.isConnected());
            assertEquals("first:hello\n", ask("hello\n"));
            assertEquals(-1, silent.read(ByteBuffer.allocate(1)), "it gets no answer");
        }
        SocketChannel.open(UnixDomainSocketAddress.of(file)).close();
        assertEquals("first:hello\n", ask("hello\n"));
    }

    @Test
    void aSocketLeftByAKilledProcessIsReplaced() throws IOException {
        socket.close();
        ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        killed.bind(UnixDomainSocketAddress.of(file));
        killed.close();
        Files.createDirectory(root.resolve(".control"));
        Files.writeString(root.resolve(".control").resolve("sock"), "left");
        assertTrue(Files.exists(file));
        socket = socket("second");
        socket.run();
        assertEquals("second:hello\n", ask("hello\n"));
    }

    @Test
    void theNewAgentTakesOverWithoutAGap() throws IOException {
        try (ControlSocket next = socket("next")) {
            next.run();
            assertEquals("next:hello\n", ask("hello\n"));
            socket.close();
            assertEquals("next:hello\n", ask("hello\n"), "the old one takes only its own socket away");
            socket.run();
            assertEquals("next:hello\n", ask("hello\n"), "what is closed stays closed");
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void theOldAgentTakesTheSocketBackWhenTheNewOneIsGone() throws IOException {
        ControlSocket next = socket("next");
        next.run();
        next.close();
        socket.run();
        assertEquals("first:hello\n", ask("hello\n"));
    }

    @Test
    void aSocketThatSomebodyRemovedIsMadeAnew() throws IOException {
        Files.delete(file);
        socket.run();
        assertEquals("first:hello\n", ask("hello\n"));
    }

    @Test
    void aPathThatIsTooLongIsSaidOnceAndTheDeviceWorksWithout() throws IOException {
        Path deep = Files.createDirectory(root.resolve("d".repeat(120)));
        try (ControlSocket hopeless = new ControlSocket(deep, request -> request, log)) {
            hopeless.run();
            hopeless.run();
        }
        assertEquals(1, log.toString().lines().filter(line -> line.contains("must be short enough")).count());
        try (Stream<Path> files = Files.list(deep)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void noThreadIsLeft() throws InterruptedException {
        socket.close();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("suture-agent-control")) {
                thread.join();
            }
        }
    }
}
