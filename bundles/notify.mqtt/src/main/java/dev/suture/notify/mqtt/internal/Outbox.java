// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import dev.suture.notify.mqtt.internal.Transport.Message;

/**
 * What waits to be sent, bounded: the newest presence and state, and the last {@value #MAX_EVENTS} events. A message
 * stays here until the broker has it; the newest presence and state are sent again on every connection, because a broker
 * may have forgotten them. Safe for use by several threads.
 */
final class Outbox {
    /** How many events are kept; the oldest are dropped. */
    static final int MAX_EVENTS = 256;

    private final Slot presence = new Slot();
    private final Slot state = new Slot();
    private final Deque<Message> waiting = new ArrayDeque<>();
    private final Deque<Message> flying = new ArrayDeque<>();
    private int window;
    private int onTheirWay;
    private long dropped;

    /** A message to send. @param taken to be called when the broker has it, unless the connection was lost before */
    record Parcel(Message message, Runnable taken) {}

    /** Takes the newest state; an older one that has not left is forgotten. */
    synchronized void state(Message newest) {
        state.put(newest);
    }

    /** Takes an event. */
    synchronized void event(Message event) {
        waiting.addLast(event);
        trim();
    }

    /** A connection is there. @param window how many messages may be on their way @param online the first of them */
    synchronized void open(int window, Message online) {
        shut();
        this.window = window;
        presence.put(online);
    }

    /** The connection is gone: what was on its way waits again. */
    synchronized void shut() {
        window = 0;
        onTheirWay = 0;
        presence.again();
        state.again();
        while (!flying.isEmpty()) {
            waiting.addFirst(flying.removeLast());
        }
        trim();
    }

    /** The next message to send, if there is one and the window has room for it. */
    synchronized Optional<Parcel> next() {
        if (onTheirWay >= window) {
            return Optional.empty();
        }
        Optional<Parcel> next = presence.next().or(state::next).or(this::nextEvent);
        next.ifPresent(parcel -> onTheirWay++);
        return next;
    }

    /** How many events were dropped; told once, when those that are left have been sent. */
    synchronized long takeDropped() {
        if (!waiting.isEmpty()) {
            return 0;
        }
        long count = dropped;
        dropped = 0;
        return count;
    }

    private Optional<Parcel> nextEvent() {
        return Optional.ofNullable(waiting.pollFirst()).map(event -> {
            flying.addLast(event);
            return new Parcel(event, () -> taken(event));
        });
    }

    private synchronized void taken(Message event) {
        // By identity: two events may read the same.
        flying.removeIf(other -> other == event);
        onTheirWay--;
    }

    private void trim() {
        while (waiting.size() > MAX_EVENTS) {
            waiting.removeFirst();
            dropped++;
        }
    }

    /** Room for one message, of which only the newest counts and never two are on their way. */
    private final class Slot {
        private Optional<Message> newest = Optional.empty();
        private boolean due;
        private boolean away;

        void put(Message message) {
            newest = Optional.of(message);
            due = true;
        }

        void again() {
            due = newest.isPresent();
            away = false;
        }

        Optional<Parcel> next() {
            if (!due || away) {
                return Optional.empty();
            }
            due = false;
            away = true;
            return newest.map(message -> new Parcel(message, this::taken));
        }

        private void taken() {
            synchronized (Outbox.this) {
                away = false;
                onTheirWay--;
            }
        }
    }
}
