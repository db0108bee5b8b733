// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketGuardTest {
    @Test
    void passesPacketsOn() throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        packet(packets, 0);
        packet(packets, 1);
        packet(packets, 127);
        packet(packets, 128);
        packet(packets, 1000);
        assertArrayEquals(packets.toByteArray(), guard(packets.toByteArray(), 1000).readAllBytes());
        assertArrayEquals(packets.toByteArray(), byteByByte(guard(packets.toByteArray(), 1000)));
    }

    @Test
    void refusesOneThatIsTooLargeWhereverItComes() {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        packet(packets, 1000);
        packet(packets, 1001);
        assertThrows(IOException.class, () -> guard(packets.toByteArray(), 1000).readAllBytes());
        assertThrows(IOException.class, () -> byteByByte(guard(packets.toByteArray(), 1000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30ffffff7f", "30ffffffff7f", "3080808080ff01", "308080808000"})
    void refusesALengthThatIsLargeOrEndless(String hex) {
        assertThrows(IOException.class, () -> guard(HexFormat.of().parseHex(hex), 1000).readAllBytes());
    }

    @Test
    void showsNothingBeforeTheGreeting() throws IOException {
        CountDownLatch greeted = new CountDownLatch(1);
        PacketGuard guard = new PacketGuard(new ByteArrayInputStream(new byte[]{0x20, 0}), greeted, 10);
        assertEquals(0, guard.available());
        greeted.countDown();
        assertEquals(2, guard.available());
    }

    private static PacketGuard guard(byte[] bytes, int max) {
        return new PacketGuard(new ByteArrayInputStream(bytes), new CountDownLatch(0), max);
    }

    private static byte[] byteByByte(PacketGuard guard) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int value = guard.read(); value >= 0; value = guard.read()) {
            all.write(value);
        }
        return all.toByteArray();
    }

    private static void packet(ByteArrayOutputStream to, int length) {
        to.write(0x30);
        int rest = length;
        do {
            to.write(rest > 127 ? rest & 0x7F | 0x80 : rest);
            rest >>= 7;
        } while (rest > 0);
        // Bytes that would read as a large header.
        for (int i = 0; i < length; i++) {
            to.write(0xFF);
        }
    }
}
