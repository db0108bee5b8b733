// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Phase;

/** Values the tests use. */
final class Samples {
    static final Topics TOPICS = new Topics("suture/v1", "gateway", "5.2.0", "dev-1");

    private Samples() {
    }

    static Bytes bytes(String text) {
        return Bytes.copyOf(text.getBytes(StandardCharsets.UTF_8));
    }

    static Notification notification(String timestamp) {
        return new Notification(Optional.of(bytes(timestamp)), Optional.empty(), Duration.ofSeconds(3));
    }

    static DeviceState state(long sequence) {
        return new DeviceState(new DeviceState.Running("5.2.0", 1, 4), new Digest("ab".repeat(32)), Phase.CONFIRMED,
                Optional.empty(), 2, sequence);
    }

    static DeviceEvent event(long sequence) {
        return new DeviceEvent(DeviceEvent.Step.EFFECTIVE_FORCED, Instant.parse("2026-11-24T10:00:00Z"),
                Optional.of(new Digest("cd".repeat(32))), 1, sequence, Map.of("leftover", "GET /slow"));
    }
}
