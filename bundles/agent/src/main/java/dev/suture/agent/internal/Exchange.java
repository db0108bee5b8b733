// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One request and one answer, each a line, within bounds of size and time. */
final class Exchange {
    /** The most bytes a request may have. */
    static final int MAX_REQUEST = 4096;

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SocketChannel client;
    private final Selector selector;
    private final long deadline = System.nanoTime() + LIMIT_NANOS;

    private Exchange(SocketChannel client, Selector selector) {
        this.client = client;
        this.selector = selector;
    }

    /** Reads a line and answers it; a client that sends none in time, or hangs up, gets no answer. */
    static void serve(SocketChannel client, UnaryOperator<byte[]> commands) throws IOException {
        client.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            Exchange exchange = new Exchange(client, selector);
            byte[] request = exchange.read();
            if (request.length > MAX_REQUEST) {
                exchange.write(ControlCommands.refusal("a request has at most " + MAX_REQUEST + " bytes"));
            } else if (request.length > 0) {
                exchange.write(commands.apply(request));
            }
        }
    }

    private byte[] read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (line.size() <= MAX_REQUEST && await(SelectionKey.OP_READ)) {
            int count = client.read(buffer.clear());
            if (count < 0) {
                break;
            }
            String text = new String(buffer.array(), 0, count, StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            line.write(buffer.array(), 0, end < 0 ? count : end);
            if (end >= 0) {
                return line.toByteArray();
            }
        }
        return line.size() > MAX_REQUEST ? line.toByteArray() : new byte[0];
    }

    private void write(byte[] answer) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(answer.length + 1).put(answer).put((byte) '\n').flip();
        while (line.hasRemaining() && await(SelectionKey.OP_WRITE)) {
            client.write(line);
        }
    }

    /** Waits until the client is ready. @return false when the exchange has had its time */
    private boolean await(int operation) throws IOException {
        long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        client.register(selector, operation);
        boolean ready = rest > 0 && selector.select(rest) > 0;
        selector.selectedKeys().clear();
        return ready;
    }
}
