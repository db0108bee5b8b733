// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Sends what the schedule asks for and takes in what comes back. A request waits for nothing: it takes an idle
 * connection or opens one. Used by one thread, except {@link #wakeUp()}.
 */
final class Engine {
    /** More connections than any demo needs, fewer than a process may have files open. */
    private static final int MOST_CONNECTIONS = 2000;
    /** Well below a server's idle timeout, so that no request meets a connection about to be closed. */
    private static final long MOST_IDLE = 5_000_000_000L;

    private final LoadPlan plan;
    private final LongSupplier clock;
    private final Selector selector;
    private final InetSocketAddress target;
    private final Tally tally;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64 * 1024);
    private final Arrivals arrivals;
    private final long started;
    private long stopped;
    private boolean stopping;

    private record Idle(Connection connection, long since) {}

    private record Pending(Exchange exchange, Connection connection) {}

    /** An engine whose schedule begins now, by a clock in nanoseconds. */
    Engine(LoadPlan plan, LongSupplier clock) throws IOException {
        this.plan = plan;
        this.clock = clock;
        selector = Selector.open();
        target = new InetSocketAddress(plan.host(), plan.port());
        started = clock.getAsLong();
        tally = new Tally(started);
        arrivals = new Arrivals(started, plan.perSecond());
    }

    /** One turn: sends what is due, takes in what is there, waits no longer than about a millisecond. */
    void turn() throws IOException {
        long now = clock.getAsLong();
        while (!stopping && arrivals.next() <= now) {
            long scheduled = arrivals.next();
            arrivals.take();
            send(target, scheduled);
        }
        expire(now);
        selector.select(this::ready, 1);
    }

    /** Sends {@code count} requests more, beside the schedule, to another port; they are counted like all others. */
    void stray(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            send(new InetSocketAddress(plan.host(), port), clock.getAsLong());
        }
    }

    void mark() {
        tally.mark(clock.getAsLong());
    }

    /** From now on nothing leaves any more; what is inside may still be answered within its time. */
    void stop() {
        if (!stopping) {
            stopping = true;
            stopped = clock.getAsLong();
        }
    }

    /** Whether it was stopped and nothing is inside any more. */
    boolean isDone() {
        return stopping && pending.isEmpty();
    }

    LoadReport report() {
        long now = stopping ? stopped : clock.getAsLong();
        return tally.report(now, now - started);
    }

    /** Cuts a wait of {@link #turn()} short. Safe from any thread. */
    void wakeUp() {
        selector.wakeup();
    }

    /** Closes all connections; what is inside is lost. */
    void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).close("cut off");
        }
        selector.close();
    }

    private void send(InetSocketAddress to, long scheduled) throws IOException {
        Exchange exchange = new Exchange(tally, plan.expected(), scheduled);
        if (selector.keys().size() >= MOST_CONNECTIONS && idle.isEmpty()) {
            exchange.lost("no connection free");
            return;
        }
        Connection connection = to.equals(target) ? takeIdle() : open(to);
        connection.send(exchange);
        pending.addLast(new Pending(exchange, connection));
    }

    private Connection takeIdle() throws IOException {
        while (!idle.isEmpty()) {
            Connection connection = idle.pollLast().connection();
            if (!connection.isClosed()) {
                return connection;
            }
        }
        return open(target);
    }

    private Connection open(InetSocketAddress to) throws IOException {
        return new Connection(selector, to, plan.request());
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        boolean wasIdle = connection.isIdle();
        long now = clock.getAsLong();
        connection.ready(scratch, now);
        if (!wasIdle && connection.isIdle()) {
            release(connection, now);
        }
    }

    private void release(Connection connection, long now) {
        if (connection.target().equals(target)) {
            idle.addLast(new Idle(connection, now));
        } else {
            connection.close("closed");
        }
    }

    private void expire(long now) {
        while (!pending.isEmpty() && isOver(pending.peekFirst(), now)) {
            pending.removeFirst();
        }
        while (!idle.isEmpty() && now - idle.peekFirst().since() > MOST_IDLE) {
            idle.removeFirst().connection().close("closed");
        }
    }

    private boolean isOver(Pending first, long now) {
        if (!first.exchange().ended() && now - first.exchange().scheduled() > plan.timeout().toNanos()) {
            first.connection().close("timeout");
        }
        return first.exchange().ended();
    }
}
