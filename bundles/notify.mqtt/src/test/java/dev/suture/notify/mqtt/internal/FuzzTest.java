// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.suture.fuzz.FuzzTargets;
import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.tuf.format.NotifyFormat;

class FuzzTest extends FuzzTargets {
    private static final int LARGEST = 300;

    FuzzTest() {
        target("announcement", FuzzTest::announcement).sample(NotifyFormat.write(Samples.notification("timestamp")))
                .sample(new byte[0]);
        target("mqtt-packets", FuzzTest::packets).sample(new byte[]{0x20, 2, 0, 0, (byte) 0xD0, 0, 0x30, 3, 1, 2, 3})
                .sample(new byte[]{0x30, (byte) 0x80, 1});
    }

    /** What listeners get is what a publisher could have sent. */
    private static void announcement(byte[] input) {
        List<Notification> passedOn = new ArrayList<>();
        FakeTimeline timeline = new FakeTimeline();
        Announcements announcements = new Announcements(timeline, new RecordingLog().logger());
        announcements.add(passedOn::add);
        timeline.run();
        announcements.accept(Bytes.copyOf(input));
        passedOn.forEach(NotifyFormat::write);
    }

    /** All bytes are passed on up to the length of a packet that is too large. */
    private static void packets(byte[] input) {
        int passed = 0;
        try (PacketGuard guard = new PacketGuard(new ByteArrayInputStream(input), new CountDownLatch(0), LARGEST)) {
            byte[] buffer = new byte[7];
            for (int count = 0; count >= 0; count = guard.read(buffer, 0, buffer.length)) {
                passed += count;
            }
            assertEquals(input.length, passed);
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("more than " + LARGEST));
        }
        assertEquals(right(input), passed < input.length ? passed + 1 : passed);
    }

    /** Up to where packets are right, the last byte of a length that is not one included. */
    private static int right(byte[] input) {
        int at = 0;
        while (at < input.length) {
            long length = 0;
            int digits = 0;
            do {
                at++;
                if (at >= input.length) {
                    return input.length;
                }
                length |= (input[at] & 0x7FL) << 7 * digits;
                digits++;
                if (length > LARGEST || digits > 4) {
                    return at + 1;
                }
            } while ((input[at] & 0x80) != 0);
            at += 1 + (int) length;
        }
        return input.length;
    }
}
