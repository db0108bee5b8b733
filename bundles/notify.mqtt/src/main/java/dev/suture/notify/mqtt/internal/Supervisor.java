// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import org.osgi.service.log.Logger;

import dev.suture.notify.Bytes;
import dev.suture.notify.mqtt.internal.Transport.Link;
import dev.suture.notify.mqtt.internal.Transport.Message;
import dev.suture.notify.mqtt.internal.Transport.Opening;

/**
 * Keeps one connection: a new link for every attempt, waits between them that grow and are jittered, a log line when the
 * broker comes or goes, and for each further reason why it stays away. That it is away is normal and nobody else's business. The methods are for any thread and
 * return at once.
 */
final class Supervisor {
    /** An attempt that is neither up nor down by then is given up. */
    static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A connection that held so long makes the waits short again; one that is dropped at once does not. */
    static final Duration STABLE = Duration.ofSeconds(60);

    private final Ports ports;
    private final Topics topics;
    private final Outbox outbox = new Outbox();
    private final Consumer<Bytes> arrivals;
    private final AtomicReference<Bytes> arrived = new AtomicReference<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private Optional<Attempt> current = Optional.empty();
    private boolean fresh = true;
    private final Set<String> said = new HashSet<>();
    private volatile Standing standing = Standing.UNKNOWN;
    private volatile Optional<String> trouble = Optional.empty();

    /** Whoever answers in the broker's place shall not fill the log. */
    private static final int MAX_SAID = 8;

    /** What it works with. */
    record Ports(Transport transport, Timeline timeline, Backoff backoff, RandomGenerator random, Logger log) {}

    /** What the log last said. */
    private enum Standing {
        UNKNOWN, UP, DOWN
    }

    /** @param arrivals takes the newest announcement, on the timeline */
    Supervisor(Ports ports, Topics topics, Consumer<Bytes> arrivals) {
        this.ports = ports;
        this.topics = topics;
        this.arrivals = arrivals;
    }

    /** Begins. */
    void start() {
        ports.timeline().execute(this::attempt);
    }

    /** Says goodbye, if the broker listens, and ends the timeline. */
    void stop() {
        ports.timeline().execute(() -> {
            current.ifPresent(attempt -> close(attempt, Optional.of(presence(false, attempt.session))));
            current = Optional.empty();
            standing = Standing.DOWN;
            ports.timeline().end();
        });
    }

    /** Whether announcements can arrive. */
    boolean isUp() {
        return standing == Standing.UP;
    }

    /** Why announcements cannot arrive, for a person; empty if they can, or before the first attempt has ended. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Takes the newest state. */
    void state(Bytes payload) {
        outbox.state(new Message(topics.state(), payload, true));
        sendSoon();
    }

    /** Takes an event. */
    void event(Bytes payload) {
        outbox.event(new Message(topics.event(), payload, false));
        sendSoon();
    }

    private void attempt() {
        Attempt attempt = new Attempt(Long.toHexString(ports.random().nextLong()));
        current = Optional.of(attempt);
        attempt.begin(ports.transport().open(
                new Opening(presence(false, attempt.session), topics.announcements(), fresh), attempt));
    }

    private void up(Attempt attempt, int window) {
        fresh = false;
        attempt.settle(STABLE, ports.backoff()::reset);
        if (standing != Standing.UP) {
            standing = Standing.UP;
            trouble = Optional.empty();
            said.clear();
            ports.log().info("MQTT: connected to {}", ports.transport().address());
        }
        outbox.open(window, presence(true, attempt.session));
        send(attempt);
    }

    private void down(Attempt attempt, String reason) {
        close(attempt, Optional.empty());
        current = Optional.empty();
        outbox.shut();
        Duration wait = ports.backoff().next();
        if (said.size() < MAX_SAID && said.add(reason)) {
            ports.log().warn("MQTT: {} {}: {}; trying again by itself, nothing else is affected",
                    standing == Standing.UP ? "lost" : "cannot reach", ports.transport().address(), reason);
        }
        standing = Standing.DOWN;
        trouble = Optional.of(reason);
        ports.timeline().later(wait, this::attempt);
    }

    private void close(Attempt attempt, Optional<Message> farewell) {
        attempt.timer.run();
        if (!attempt.link.close(farewell)) {
            ports.log().warn("MQTT: the client of the last connection takes long to end");
        }
    }

    private void sendSoon() {
        if (sending.compareAndSet(false, true)) {
            ports.timeline().execute(() -> {
                sending.set(false);
                current.ifPresent(this::send);
            });
        }
    }

    private void send(Attempt attempt) {
        Optional<Outbox.Parcel> next = outbox.next();
        while (next.isPresent()) {
            Runnable taken = next.get().taken();
            attempt.link.publish(next.get().message(), () -> attempt.soon(() -> {
                taken.run();
                send(attempt);
            }));
            next = outbox.next();
        }
        if (standing == Standing.UP) {
            reportDropped(outbox.takeDropped());
        }
    }

    private void reportDropped(long dropped) {
        if (dropped > 0) {
            ports.log().warn("MQTT: {} events were dropped, the oldest ones, because they could not be sent in time",
                    dropped);
        }
    }

    private Message presence(boolean online, String session) {
        return new Message(topics.online(), Reports.online(online, session), true);
    }

    /** One attempt: what comes from a link that is no longer the current one is ignored. */
    private final class Attempt implements Transport.Events {
        private final String session;
        private final AtomicBoolean refusal = new AtomicBoolean();
        private Link link;
        private Runnable timer;

        Attempt(String session) {
            this.session = session;
        }

        // Its events wait for the timeline, which is busy with this.
        void begin(Link opened) {
            link = opened;
            timer = ports.timeline().later(PATIENCE,
                    () -> ifCurrent(
                            () -> Supervisor.this.down(this, "no answer within " + PATIENCE.toSeconds() + " s")));
        }

        void settle(Duration wait, Runnable then) {
            timer.run();
            timer = ports.timeline().later(wait, () -> ifCurrent(then));
        }

        void soon(Runnable task) {
            ports.timeline().execute(() -> ifCurrent(task));
        }

        private void ifCurrent(Runnable task) {
            if (current.filter(attempt -> attempt == this).isPresent()) {
                task.run();
            }
        }

        @Override
        public void up(int window) {
            soon(() -> Supervisor.this.up(this, window));
        }

        @Override
        public void arrived(Bytes payload) {
            // Only the newest counts, so a flood costs one at a time and no memory.
            if (arrived.getAndSet(payload) == null) {
                ports.timeline().execute(() -> arrivals.accept(arrived.getAndSet(null)));
            }
        }

        @Override
        public void refused(String topic) {
            if (refusal.compareAndSet(false, true)) {
                soon(() -> ports.log().warn("MQTT: the broker refuses messages on {}; check its access rules", topic));
            }
        }

        @Override
        public void down(String reason) {
            soon(() -> Supervisor.this.down(this, reason));
        }
    }
}
