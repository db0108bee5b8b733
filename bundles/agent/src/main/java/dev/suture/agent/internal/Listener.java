// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.UnaryOperator;

/** Takes the connections of one bound control socket, one after the other, on a thread of its own. */
final class Listener implements AutoCloseable {
    private final ServerSocketChannel channel;
    private final Object key;
    private final UnaryOperator<byte[]> commands;
    private final Log log;

    /** {@code key} tells the socket's file from others of its name. */
    Listener(ServerSocketChannel channel, Object key, UnaryOperator<byte[]> commands, Log log) {
        this.channel = channel;
        this.key = key;
        this.commands = commands;
        this.log = log;
    }

    Object key() {
        return key;
    }

    void start() {
        Threads.make(this::accept, "suture-agent-control").start();
    }

    /** Stops; the thread ends soon after. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("the control socket did not close well: " + e.getMessage());
        }
    }

    private void accept() {
        while (channel.isOpen()) {
            try (SocketChannel client = channel.accept()) {
                Exchange.serve(client, commands);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                log.info("a control connection broke: " + e.getMessage());
            } catch (RuntimeException e) {
                log.error("a control request failed", e);
            }
        }
    }
}
