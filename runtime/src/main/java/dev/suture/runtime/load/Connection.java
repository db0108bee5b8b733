// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One keep-alive connection with at most one request on it. Every failure ends the request with its kind and closes the
 * connection; nothing is retried. Used by one thread.
 */
final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetSocketAddress target;
    private final ByteBuffer request;
    private ResponseReader reader = new ResponseReader();
    private Optional<Exchange> exchange = Optional.empty();
    private boolean closed;

    /** A connection that is not opened before its first request; its key carries it as the attachment. */
    Connection(Selector selector, InetSocketAddress target, byte[] request) throws IOException {
        this.target = target;
        this.request = ByteBuffer.wrap(request);
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, 0, this);
    }

    /** Where it leads. */
    InetSocketAddress target() {
        return target;
    }

    /** Sends the request for {@code next}, as soon as the connection stands. */
    void send(Exchange next) {
        exchange = Optional.of(next);
        reader = new ResponseReader();
        request.rewind();
        if (channel.isConnected()) {
            guard("reset", this::write);
        } else {
            guard("refused", this::connect);
        }
    }

    /** Does what the selector says is possible. */
    void ready(ByteBuffer scratch, long now) {
        if (key.isValid() && key.isConnectable()) {
            guard("refused", this::connected);
        }
        if (key.isValid() && key.isWritable()) {
            guard("reset", this::write);
        }
        if (key.isValid() && key.isReadable()) {
            guard("reset", () -> read(scratch, now));
        }
    }

    /** Whether it can take a request. */
    boolean isIdle() {
        return !closed && exchange.isEmpty();
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes the connection; a request on it is lost as {@code kind}. */
    void close(String kind) {
        closed = true;
        exchange.ifPresent(current -> current.lost(kind));
        exchange = Optional.empty();
        try {
            channel.close();
        } catch (IOException e) {
            // Whatever was on it is counted already; the descriptor is gone either way.
            key.cancel();
        }
    }

    private void connect() throws IOException {
        key.interestOps(SelectionKey.OP_CONNECT);
        if (channel.connect(target)) {
            write();
        }
    }

    private void connected() throws IOException {
        channel.finishConnect();
        write();
    }

    private void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(ByteBuffer scratch, long now) throws IOException {
        scratch.clear();
        if (channel.read(scratch) < 0) {
            close("closed");
            return;
        }
        if (exchange.isEmpty()) {
            throw new ProtocolException("an answer nobody asked for");
        }
        Optional<ResponseReader.Response> response = reader.feed(scratch.flip());
        if (response.isPresent()) {
            exchange.get().answered(response.get(), now);
            exchange = Optional.empty();
            if (response.get().closes()) {
                close("closed");
            }
        }
    }

    private void guard(String kind, Step step) {
        try {
            step.run();
        } catch (ProtocolException e) {
            close("malformed");
        } catch (IOException e) {
            close(kind);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
