// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.notify.NotificationListener;
import dev.suture.tuf.format.NotifyFormat;

class AnnouncementsTest {
    private final FakeTimeline timeline = new FakeTimeline();
    private final RecordingLog log = new RecordingLog();
    private final Announcements announcements = new Announcements(timeline, log.logger());
    private final List<Notification> heard = new ArrayList<>();
    private final NotificationListener listener = heard::add;

    @Test
    void reachEveryListenerOnce() {
        List<Notification> other = new ArrayList<>();
        announcements.add(listener);
        announcements.add(other::add);
        timeline.run();
        announcements.accept(payload("one"));
        assertEquals(List.of(Samples.notification("one")), heard);
        assertEquals(heard, other);
    }

    @Test
    void theLastReachesAListenerThatComesLater() {
        announcements.accept(payload("one"));
        announcements.accept(payload("two"));
        announcements.add(listener);
        timeline.run();
        assertEquals(List.of(Samples.notification("two")), heard);
    }

    @Test
    void nothingReachesAListenerThatHasLeft() {
        announcements.add(listener);
        announcements.remove(listener);
        timeline.run();
        announcements.accept(payload("one"));
        assertEquals(List.of(), heard);
    }

    @Test
    void oneThatWasTakenBackIsForgotten() {
        announcements.accept(payload("one"));
        announcements.accept(Samples.bytes(""));
        announcements.add(listener);
        timeline.run();
        assertEquals(List.of(), heard);
        assertEquals(List.of(), log.lines());
    }

    @Test
    void malformedOnesAreDroppedWithOneConstantLine() {
        announcements.add(listener);
        timeline.run();
        announcements.accept(Samples.bytes("no json, \n\u001b[31m"));
        announcements.accept(Samples.bytes("{\"format\":2}"));
        announcements.accept(Samples.bytes("{}"));
        announcements.accept(payload("good"));
        announcements.accept(Bytes.copyOf(new byte[NotifyFormat.MAX_LENGTH + 1]));
        String line = "WARN MQTT: dropped an announcement that is malformed or too long; check what the announcer "
                + "publishes";
        assertEquals(List.of(line, line), log.lines());
        assertEquals(List.of(Samples.notification("good")), heard);
    }

    @Test
    void aListenerThatFailsDoesNotKeepTheOthersFromTheirs() {
        announcements.add(notification -> {
            throw new IllegalStateException("broken");
        });
        announcements.add(listener);
        timeline.run();
        announcements.accept(payload("one"));
        assertEquals(1, heard.size());
        assertEquals(1, log.lines().size());
    }

    private static Bytes payload(String timestamp) {
        return Bytes.copyOf(NotifyFormat.write(Samples.notification(timestamp)));
    }
}
