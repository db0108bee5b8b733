// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.notify.Bytes;
import dev.suture.notify.Notification;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.tuf.json.MalformedException;

import org.junit.jupiter.api.Test;

class RoundTripTest {
    @Test
    void everyDocumentComesBackAsItWas() throws MalformedException {
        assertEquals(Samples.patch(), PatchFormat.read(PatchFormat.write(Samples.patch())));
        assertEquals(Samples.plainPatch(), PatchFormat.read(PatchFormat.write(Samples.plainPatch())));
        assertEquals(Samples.base(), BaseFormat.read(BaseFormat.write(Samples.base())));
        assertEquals(Samples.generation(), GenerationFormat.read(GenerationFormat.write(Samples.generation())));
        assertEquals(Samples.rollout(), RolloutFormat.read(RolloutFormat.write(Samples.rollout())));
        assertEquals(Samples.notification(), NotifyFormat.read(NotifyFormat.write(Samples.notification())));
    }

    @Test
    void optionalFieldsMayBeAway() throws MalformedException {
        Generation first = new Generation(1,
                new Generation.Origin("gateway", "5.2.0", PatchLevel.BASE, Optional.empty()), List.of(), Map.of());
        assertEquals(first, GenerationFormat.read(GenerationFormat.write(first)));
        Notification plain = new Notification(Samples.notification().timestamp(), Optional.empty(), Duration.ZERO);
        assertEquals(plain, NotifyFormat.read(NotifyFormat.write(plain)));
    }

    @Test
    void theBytesAreTheFormat() {
        assertEquals("{\"format\":1,\"timestamp\":\"AQID/w==\",\"packet\":\"CQ==\",\"spreadSeconds\":30}",
                new String(NotifyFormat.write(Samples.notification()), StandardCharsets.UTF_8));
    }

    @Test
    void theBytesDoNotDependOnTheOrderOfMaps() {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            properties.put("k" + i, (long) i);
        }
        Map<String, Object> reversed = new HashMap<>(1024);
        for (int i = 99; i >= 0; i--) {
            reversed.put("k" + i, (long) i);
        }
        assertArrayEquals(BaseFormat.write(new BaseRelease("p", "1", List.of(), Map.of("x", properties))),
                BaseFormat.write(new BaseRelease("p", "1", List.of(), Map.of("x", reversed))));
    }

    @Test
    void anAdvisoryFileMayLeaveOutWhenItWasPublished() throws MalformedException {
        String file = """
                {"id": "A", "title": "T", "cves": [], "severity": "low", "exploited": false,
                 "affected": [{"bundle": "text", "range": "[1,2)"}], "text": ""}
                """;
        Instant now = Instant.parse("2026-01-31T12:00:00Z");
        assertEquals(now, AdvisoryFormat.read(file.getBytes(StandardCharsets.UTF_8), now).published());
        byte[] stated = AdvisoryFormat.write(Samples.advisory()).toString().getBytes(StandardCharsets.UTF_8);
        assertEquals(Samples.advisory(), AdvisoryFormat.read(stated, now));
    }

    @Test
    void whatCouldNotBeReadAgainIsNotWritten() {
        refusesProperty(1.5);
        refusesProperty(1);
        refusesProperty(Long.MAX_VALUE);
        refusesProperty("\ud800");
        refusesProperty(List.of(1L, "x"));
        refusesProperty("x".repeat(BaseFormat.MAX_LENGTH));
        Bytes big = Bytes.copyOf(new byte[NotifyFormat.MAX_LENGTH]);
        assertThrows(IllegalArgumentException.class,
                () -> NotifyFormat.write(new Notification(Optional.of(big), Optional.empty(), Duration.ZERO)));
        assertThrows(IllegalArgumentException.class, () -> NotifyFormat.write(Notification.CHECK_NOW));
        assertThrows(IllegalArgumentException.class, () -> NotifyFormat.write(
                new Notification(Samples.notification().timestamp(), Optional.empty(), Duration.ofMillis(1500))));
    }

    private static void refusesProperty(Object value) {
        BaseRelease base = new BaseRelease("p", "1", List.of(), Map.of("x", Map.of("y", value)));
        assertThrows(IllegalArgumentException.class, () -> BaseFormat.write(base));
    }
}
