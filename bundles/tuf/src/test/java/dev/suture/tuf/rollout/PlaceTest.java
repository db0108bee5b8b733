// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;

import dev.suture.patch.Digest;

import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final int DEVICES = 20_000;

    private final Random random = new Random(7);

    @Test
    void isTheFirstEightBytesOfTheHash() {
        // printf 'gw-1\0' and 32 bytes 0x22, through sha256sum: 0ccb8df7d2ba035f
        assertEquals((0x0ccb8df7d2ba035fL >>> 11) * 0x1p-53, Place.of("gw-1", new Digest("2".repeat(64))).fraction());
    }

    @Test
    void aTenthIsATenth() {
        Digest patch = digest();
        assertEquals(0.1, part(patch, 10), 0.01);
        assertEquals(0, part(patch, 0));
        assertEquals(1, part(patch, 100));
    }

    @Test
    void whoIsEarlyForOnePatchIsNotForTheNext() {
        Digest first = digest();
        Digest second = digest();
        int both = 0;
        for (int i = 0; i < DEVICES; i++) {
            both += Place.of("gw-" + i, first).isWithin(10) && Place.of("gw-" + i, second).isWithin(10) ? 1 : 0;
        }
        assertEquals(0.01, both / (double) DEVICES, 0.004);
    }

    @Test
    void whoIsWithinStaysWithinAsThePartGrows() {
        Digest patch = digest();
        for (int i = 0; i < 200; i++) {
            Place place = Place.of("gw-" + i, patch);
            for (int percent = 1; percent < 100; percent++) {
                assertTrue(!place.isWithin(percent) || place.isWithin(percent + 1));
            }
        }
    }

    private static double part(Digest patch, double percent) {
        int within = 0;
        for (int i = 0; i < DEVICES; i++) {
            within += Place.of("gw-" + i, patch).isWithin(percent) ? 1 : 0;
        }
        return within / (double) DEVICES;
    }

    private Digest digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new Digest(HexFormat.of().formatHex(bytes));
    }
}
