// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.suture.notify.Bytes;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.report.Phase;

class ReportsTest {
    @Test
    void writesAState() {
        assertEquals("{\"format\":1,\"base\":\"5.2.0\",\"level\":1,\"generation\":4,\"digest\":\"" + "ab".repeat(32)
                + "\",\"phase\":\"confirmed\",\"bootCount\":2,\"sequence\":9}", text(Reports.state(Samples.state(9))));
    }

    @Test
    void writesTheReasonOfAState() {
        DeviceState state = Samples.state(1);
        DeviceState deferred = new DeviceState(state.running(), state.generation(), Phase.DEFERRED,
                Optional.of("policy"), 1, 1);
        assertEquals("{\"format\":1,\"base\":\"5.2.0\",\"level\":1,\"generation\":4,\"digest\":\"" + "ab".repeat(32)
                + "\",\"phase\":\"deferred\",\"reason\":\"policy\",\"bootCount\":1,\"sequence\":1}",
                text(Reports.state(deferred)));
    }

    @Test
    void writesAnEvent() {
        assertEquals("{\"format\":1,\"step\":\"effective-forced\",\"at\":\"2026-11-24T10:00:00Z\",\"patch\":\""
                + "cd".repeat(32) + "\",\"attempt\":1,\"sequence\":7,\"details\":{\"leftover\":\"GET /slow\"}}",
                text(Reports.event(Samples.event(7))));
    }

    @Test
    void leavesOutDetailsThatAreTooLong() {
        DeviceEvent event = new DeviceEvent(DeviceEvent.Step.FAILED, Instant.EPOCH, Optional.empty(), 0, 1,
                Map.of("why", "x".repeat(Reports.MAX_DETAILS)));
        assertEquals("{\"format\":1,\"step\":\"failed\",\"at\":\"1970-01-01T00:00:00Z\",\"attempt\":0,\"sequence\":1,"
                + "\"details\":{\"omitted\":\"8195 characters of details\"}}", text(Reports.event(event)));
    }

    @Test
    void writesPresence() {
        assertEquals("{\"format\":1,\"online\":false,\"session\":\"7f\"}", text(Reports.online(false, "7f")));
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }
}
