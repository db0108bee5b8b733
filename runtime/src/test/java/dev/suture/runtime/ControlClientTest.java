// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ControlClientTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path root;

    @Test
    void nobodyIsThere() throws IOException {
        assertMistake("no gateway runs on", LONG);
        // What a killed gateway leaves behind.
        listen().close();
        assertMistake("no gateway runs on", LONG);
    }

    @Test
    void aMuteOneIsNotWaitedForForEver() throws IOException {
        try (ServerSocketChannel server = listen()) {
            assertMistake("it said nothing for 0 s", Duration.ofMillis(50));
            assertTrue(server.isOpen());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}", "[]", "{\"ok\":1}"})
    void whatIsNoAnswerIsNamedSo(String answer) throws Exception {
        answered(answer, () -> assertMistake("is no gateway of this version", LONG));
    }

    @Test
    void aRefusalIsPassedOn() throws Exception {
        answered("{\"ok\":false,\"error\":\"too busy\"}", () -> assertMistake("refuses: \"too busy\"", LONG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"ok\":true}", "{\"ok\":true,\"why\":3,\"notifiers\":[1],\"missing\":{},\"patch\":[]}",
            "{\"ok\":true,\"product\":{\"a\":[]},\"retryAt\":7,\"missing\":[[]]}"})
    void anAnswerWithLittleInItIsShownAllTheSame(String answer) throws Exception {
        answered(answer, () -> {
            StringWriter out = new StringWriter();
            StatusCommand.print(new ControlClient(root, LONG).ask("status"), new PrintWriter(out, true));
            assertTrue(out.toString().contains("phase "), out::toString);
        });
    }

    private void assertMistake(String reason, Duration limit) {
        UserError error = assertThrows(UserError.class, () -> new ControlClient(root, limit).ask("status"));
        assertTrue(error.getMessage().contains(reason), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    private ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(root.resolve("control.sock")));
    }

    private void answered(String answer, Runnable ask) throws Exception {
        try (ServerSocketChannel server = listen()) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> serve(server, answer));
            ask.run();
            served.get();
        }
    }

    private static void serve(ServerSocketChannel server, String answer) {
        try (SocketChannel channel = server.accept()) {
            ByteBuffer question = ByteBuffer.allocate(100);
            while (channel.read(question) >= 0 && question.get(question.position() - 1) != '\n') {
                continue;
            }
            channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
