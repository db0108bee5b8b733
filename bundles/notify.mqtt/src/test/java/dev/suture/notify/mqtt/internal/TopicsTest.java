// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
    @Test
    void areThoseOfTheDocumentation() {
        assertEquals("suture/v1/gateway/b/5.2.0/notify", Samples.TOPICS.announcements());
        assertEquals("suture/v1/gateway/d/dev-1/state", Samples.TOPICS.state());
        assertEquals("suture/v1/gateway/d/dev-1/event", Samples.TOPICS.event());
        assertEquals("suture/v1/gateway/d/dev-1/online", Samples.TOPICS.online());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "suture/", "/suture", "a//b", "suture/+", "#", "$SYS/x", "a b",
            "a/b/c/d/e/f/g/h/i"})
    void refusesAPrefixThatIsNoPlaceToWriteTo(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> new Topics(prefix, "gateway", "5.2.0", "dev-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "#", "a/b", "..", "Upper"})
    void refusesADeviceThatWouldWriteElsewhere(String device) {
        assertThrows(IllegalArgumentException.class, () -> new Topics("suture/v1", "gateway", "5.2.0", device));
    }
}
