// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.suture.notify.mqtt.internal.Outbox.Parcel;
import dev.suture.notify.mqtt.internal.Transport.Message;

class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final List<Parcel> away = new ArrayList<>();

    @Test
    void sendsNothingWithoutAConnection() {
        outbox.state(message("s1"));
        outbox.event(message("e1"));
        assertEquals(List.of(), sendAll());
    }

    @Test
    void sendsPresenceFirstThenOnlyTheNewestState() {
        outbox.state(message("s1"));
        outbox.event(message("e1"));
        outbox.state(message("s2"));
        outbox.open(8, message("on"));
        assertEquals(List.of("on", "s2", "e1"), sendAll());
    }

    @Test
    void keepsToTheWindow() {
        IntStream.range(0, 10).forEach(i -> outbox.event(message("e" + i)));
        outbox.open(3, message("on"));
        assertEquals(List.of("on", "e0", "e1"), sendAll());
        away.get(1).taken().run();
        assertEquals(List.of("e2"), sendAll());
    }

    @Test
    void neverHasTwoStatesOnTheirWay() {
        outbox.open(8, message("on"));
        outbox.state(message("s1"));
        assertEquals(List.of("on", "s1"), sendAll());
        outbox.state(message("s2"));
        outbox.state(message("s3"));
        assertEquals(List.of(), sendAll());
        away.get(1).taken().run();
        assertEquals(List.of("s3"), sendAll());
    }

    @Test
    void sendsAgainWhatTheLostConnectionHadNotDelivered() {
        outbox.state(message("s1"));
        IntStream.range(0, 3).forEach(i -> outbox.event(message("e" + i)));
        outbox.open(8, message("on1"));
        assertEquals(List.of("on1", "s1", "e0", "e1", "e2"), sendAll());
        away.get(1).taken().run();
        away.get(2).taken().run();
        outbox.shut();
        outbox.open(8, message("on2"));
        assertEquals(List.of("on2", "s1", "e1", "e2"), sendAll(), "the state always, of events what was not taken");
    }

    @Test
    void dropsTheOldestEventsAndCountsThem() {
        IntStream.range(0, Outbox.MAX_EVENTS + 44).forEach(i -> outbox.event(message("e" + i)));
        outbox.open(1, message("on"));
        assertEquals(List.of("on"), sendAll());
        assertEquals(0, outbox.takeDropped(), "told when the rest has left");
        for (int i = 0; i < Outbox.MAX_EVENTS; i++) {
            away.get(i).taken().run();
            assertEquals(List.of("e" + (44 + i)), sendAll());
        }
        assertEquals(44, outbox.takeDropped());
        assertEquals(0, outbox.takeDropped());
    }

    @Test
    void stillBoundedWhenUndeliveredEventsReturn() {
        IntStream.range(0, 8).forEach(i -> outbox.event(message("old" + i)));
        outbox.open(9, message("on"));
        sendAll();
        IntStream.range(0, Outbox.MAX_EVENTS).forEach(i -> outbox.event(message("e" + i)));
        outbox.shut();
        outbox.open(2, message("on"));
        assertEquals(List.of("on", "e0"), sendAll());
    }

    private List<String> sendAll() {
        List<String> sent = new ArrayList<>();
        for (Optional<Parcel> next = outbox.next(); next.isPresent(); next = outbox.next()) {
            away.add(next.get());
            sent.add(FakeTransport.text(next.get().message()));
        }
        return sent;
    }

    private static Message message(String text) {
        return new Message("t", Samples.bytes(text), false);
    }
}
