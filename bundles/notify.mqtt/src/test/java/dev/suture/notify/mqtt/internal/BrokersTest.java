// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokersTest {
    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:1883", "tcp://broker.example:21883", "tcp://[::1]:1883"})
    void readsHostAndPort(String address) {
        assertEquals(address, Brokers.parse(address).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broker", "broker:1883", "tcp://", "tcp://broker", "tcp://broker:0",
            "tcp://broker:70000",
            "ssl://broker:8883", "tcp://broker:1883/", "tcp://broker:1883?x", "tcp://br oker:1883", "tcp://a_b:1883"})
    void refusesEverythingElse(String address) {
        assertThrows(IllegalArgumentException.class, () -> Brokers.parse(address));
    }

    @Test
    void doesNotRepeatAPassword() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> Brokers.parse("tcp://user:geheim@broker:1883")).getMessage();
        assertFalse(message.contains("geheim"), message);
    }
}
