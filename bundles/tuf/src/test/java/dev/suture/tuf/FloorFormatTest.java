// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.tuf.FloorFormat.Numbered;
import dev.suture.tuf.json.MalformedException;

import org.junit.jupiter.api.Test;

class FloorFormatTest {
    private static final Numbered FULL = new Numbered(7, new Floor(3, Optional.of(new Digest("1".repeat(64))), 2,
            Map.of("timestamp", 9L, "patches-\u00e4", 4L), Optional.of(Instant.parse("2026-01-31T12:00:00Z"))));

    @Test
    void comesBackAsItWas() throws MalformedException {
        Numbered empty = new Numbered(1, Floor.NONE);
        assertEquals(FULL, FloorFormat.read(FloorFormat.write(FULL)));
        assertEquals(empty, FloorFormat.read(FloorFormat.write(empty)));
    }

    @Test
    void aFileCutAnywhereIsFound() {
        byte[] whole = FloorFormat.write(FULL);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(MalformedException.class, () -> FloorFormat.read(cut));
        }
        assertThrows(MalformedException.class, () -> FloorFormat.read(Arrays.copyOf(whole, whole.length + 1)));
    }

    @Test
    void everyFlippedBitIsFound() {
        byte[] whole = FloorFormat.write(FULL);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(MalformedException.class, () -> FloorFormat.read(flipped));
        }
    }
}
