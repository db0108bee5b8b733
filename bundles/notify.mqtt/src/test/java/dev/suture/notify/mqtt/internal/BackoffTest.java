// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final List<Long> CEILINGS = List.of(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);

    @Test
    void growsToAMinuteAndStaysJittered() {
        for (long seed = 0; seed < 200; seed++) {
            Backoff backoff = backoff(seed);
            for (long ceiling : CEILINGS) {
                Duration wait = backoff.next();
                assertTrue(wait.compareTo(Duration.ofSeconds(ceiling)) <= 0, wait + " of " + ceiling);
                assertTrue(wait.compareTo(Duration.ofSeconds(ceiling).dividedBy(2)) >= 0, wait + " of " + ceiling);
            }
        }
    }

    @Test
    void differsFromDeviceToDevice() {
        assertTrue(Stream.of(1, 2, 3, 4, 5).map(seed -> backoff(seed).next()).distinct().count() > 1);
    }

    @Test
    void startsAnew() {
        Backoff backoff = backoff(1);
        CEILINGS.forEach(ceiling -> backoff.next());
        backoff.reset();
        assertEquals(1, backoff.next().toSeconds());
    }

    private static Backoff backoff(long seed) {
        return new Backoff(new Random(seed), Backoff.MIN, Backoff.MAX);
    }
}
