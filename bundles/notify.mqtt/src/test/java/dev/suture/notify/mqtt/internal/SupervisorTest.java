// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.suture.notify.Bytes;
import dev.suture.notify.mqtt.internal.FakeTransport.FakeLink;

class SupervisorTest {
    private final FakeTimeline timeline = new FakeTimeline();
    private final FakeTransport transport = new FakeTransport();
    private final RecordingLog log = new RecordingLog();
    private final List<Bytes> arrived = new ArrayList<>();
    private final Random random = new Random(7);
    private final Supervisor supervisor = new Supervisor(
            new Supervisor.Ports(transport, timeline, new Backoff(random, Backoff.MIN, Backoff.MAX), random,
                    log.logger()),
            Samples.TOPICS, arrived::add);

    @Test
    void connectsAndSaysSo() {
        FakeLink link = start();
        assertEquals(Samples.TOPICS.announcements(), link.opening.topic());
        assertTrue(link.opening.will().retained());
        assertFalse(supervisor.isUp());
        up(link);
        assertTrue(supervisor.isUp());
        assertEquals(List.of(FakeTransport.text(link.opening.will()).replace("false", "true")), link.sentTexts());
        assertEquals(List.of("INFO MQTT: connected to tcp://fake:1883"), log.lines());
    }

    @Test
    void twentyFailuresAreTwentyLinksAndOneLine() {
        start();
        for (int i = 1; i <= 20; i++) {
            assertEquals(i, transport.links.size());
            FakeLink link = transport.last();
            link.events.down("Connection refused");
            timeline.run();
            assertTrue(link.closed);
            timeline.step();
        }
        assertEquals(List.of("WARN MQTT: cannot reach tcp://fake:1883: Connection refused; trying again by itself, "
                + "nothing else is affected"), log.lines());
    }

    @Test
    void everyReasonOnceAndNotTooMany() {
        start();
        for (int i = 1; i <= 100; i++) {
            transport.last().events.down("reason " + i % 50);
            timeline.run();
            timeline.step();
        }
        assertEquals(8, log.lines().size());
        assertEquals("reason 0", supervisor.trouble().orElseThrow());
        up(transport.last());
        assertEquals(Optional.empty(), supervisor.trouble());
        lose(transport.last());
        assertTrue(log.lines().get(9).startsWith("WARN MQTT: lost tcp://fake:1883: gone"), log.lines().toString());
    }

    @Test
    void givesUpAnAttemptThatGetsNoAnswer() {
        FakeLink link = start();
        timeline.pass(Supervisor.PATIENCE);
        assertTrue(link.closed);
        timeline.step();
        assertEquals(2, transport.links.size());
    }

    @Test
    void everyConnectionSubscribesAndOnlyTheFirstAsksForWhatItKnows() {
        FakeLink first = start();
        assertTrue(first.opening.fresh());
        up(first);
        FakeLink second = lose(first);
        assertEquals(Samples.TOPICS.announcements(), second.opening.topic());
        assertFalse(second.opening.fresh());
        assertNotEquals(first.opening.will(), second.opening.will(), "a late will must not pass for the new session's");
    }

    @Test
    void sendsTheStateAgainOnEveryConnection() {
        supervisor.state(Samples.bytes("s1"));
        FakeLink first = start();
        up(first);
        first.acknowledgeAll();
        FakeLink second = lose(first);
        up(second);
        assertEquals("s1", second.sentTexts().get(1));
        assertTrue(second.sent.get(1).retained());
    }

    @Test
    void acknowledgementsMakeRoomAndThoseOfALostConnectionDoNot() {
        IntStream.range(0, 20).forEach(i -> supervisor.event(Samples.bytes("e" + i)));
        FakeLink first = start();
        up(first);
        assertEquals(8, first.sent.size());
        FakeLink second = lose(first);
        first.acknowledgeAll();
        up(second);
        assertEquals(List.of("e0", "e1"), second.sentTexts().subList(1, 3));
        for (int i = 0; i < 20; i++) {
            second.acknowledgeAll();
            timeline.run();
        }
        assertEquals("e19", second.sentTexts().get(20));
        assertEquals(21, second.sent.size());
    }

    @Test
    void saysHowManyEventsWereDropped() {
        IntStream.range(0, Outbox.MAX_EVENTS + 5).forEach(i -> supervisor.event(Samples.bytes("e" + i)));
        FakeLink link = start();
        up(link);
        for (int i = 0; i < Outbox.MAX_EVENTS; i++) {
            link.acknowledgeAll();
            timeline.run();
        }
        assertEquals("WARN MQTT: 5 events were dropped, the oldest ones, because they could not be sent in time",
                log.lines().get(1));
        assertEquals(2, log.lines().size());
    }

    @Test
    void aFloodOfAnnouncementsCostsOne() {
        FakeLink link = start();
        up(link);
        IntStream.range(0, 10_000).forEach(i -> link.events.arrived(Samples.bytes("n" + i)));
        int tasks = timeline.waiting();
        timeline.run();
        assertEquals(List.of(Samples.bytes("n9999")), arrived);
        assertTrue(tasks <= 2, "tasks waiting: " + tasks);
    }

    @Test
    void aBrokerThatDropsAtOnceIsNotAskedAgainAtOnce() {
        FakeLink link = start();
        for (int i = 0; i < 8; i++) {
            up(link);
            link = lose(link);
        }
        int attempts = transport.links.size();
        up(link);
        link.events.down("gone");
        timeline.pass(Backoff.MAX.dividedBy(2).minusMillis(1));
        assertEquals(attempts, transport.links.size());
    }

    @Test
    void aConnectionThatHeldMakesTheWaitShortAgain() {
        FakeLink link = start();
        for (int i = 0; i < 8; i++) {
            link = lose(link);
        }
        up(link);
        timeline.pass(Supervisor.STABLE);
        int attempts = transport.links.size();
        link.events.down("gone");
        timeline.pass(Duration.ofSeconds(2));
        assertEquals(attempts + 1, transport.links.size());
    }

    @Test
    void oneLineWhenItGoesAndOneWhenItComes() {
        FakeLink link = start();
        up(link);
        link = lose(link);
        link = lose(link);
        up(link);
        assertEquals(List.of("INFO MQTT: connected to tcp://fake:1883",
                "WARN MQTT: lost tcp://fake:1883: gone; trying again by itself, nothing else is affected",
                "INFO MQTT: connected to tcp://fake:1883"), log.lines());
    }

    @Test
    void aRefusedTopicIsNamedOnce() {
        FakeLink link = start();
        up(link);
        link.events.refused("a/b");
        link.events.refused("a/b");
        timeline.run();
        assertEquals("WARN MQTT: the broker refuses messages on a/b; check its access rules", log.lines().get(1));
        assertEquals(2, log.lines().size());
    }

    @Test
    void stopsWithAFarewellAndForGood() {
        FakeLink link = start();
        up(link);
        supervisor.stop();
        timeline.run();
        assertEquals(link.opening.will(), link.farewell.orElseThrow());
        assertTrue(timeline.hasEnded());
        assertFalse(supervisor.isUp());
        link.events.down("late");
        supervisor.event(Samples.bytes("late"));
        timeline.pass(Backoff.MAX);
        assertEquals(1, transport.links.size());
    }

    private FakeLink start() {
        supervisor.start();
        timeline.run();
        return transport.last();
    }

    private void up(FakeLink link) {
        link.events.up(8);
        timeline.run();
    }

    private FakeLink lose(FakeLink link) {
        link.events.down("gone");
        timeline.run();
        timeline.step();
        return transport.last();
    }
}
