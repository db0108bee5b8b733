// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.tuf.tls.TlsFiles;

class BrokerAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:1883", "tcp://broker.example:21883", "tcp://[::1]:1883",
            "ssl://broker.example:8883"})
    void readsHostAndPort(String address) {
        assertEquals(address, Broker.parse(address).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broker", "broker:1883", "tcp://", "tcp://broker", "tcp://broker:0",
            "tcp://broker:70000",
            "wss://broker:8883", "SSL://broker:8883", "tcp://broker:1883/", "tcp://broker:1883?x", "tcp://br oker:1883",
            "tcp://a_b:1883"})
    void refusesEverythingElse(String address) {
        assertThrows(IllegalArgumentException.class, () -> Broker.parse(address));
    }

    @Test
    void certificatesAndTlsBelongTogether() {
        TlsFiles trust = new TlsFiles("/ca.pem", "", "", "", "");
        URI plain = URI.create("tcp://broker:1883");
        URI secure = URI.create("ssl://broker:8883");
        assertThrows(IllegalArgumentException.class, () -> new Broker(secure, TlsFiles.NONE, ""));
        assertThrows(IllegalArgumentException.class, () -> new Broker(plain, trust, ""));
        assertFalse(new Broker(secure, trust, "/login").showsPassword());
        assertTrue(new Broker(plain, TlsFiles.NONE, "/login").showsPassword());
    }

    @Test
    void doesNotRepeatAPassword() {
        String message = assertThrows(IllegalArgumentException.class,
                () -> Broker.parse("tcp://user:geheim@broker:1883")).getMessage();
        assertFalse(message.contains("geheim"), message);
    }
}
