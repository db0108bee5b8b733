// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

/** On a clock that only waiting moves. */
class ThrottleTest {
    private long now = 1_000_000;

    private void pause(long nanos) {
        now += nanos;
    }

    private Throttle throttle(long bytesPerSecond) {
        return new Throttle(bytesPerSecond, () -> now, this::pause);
    }

    private Duration after(Throttle throttle, int chunks, int bytes) {
        long begin = now;
        for (int i = 0; i < chunks; i++) {
            throttle.pass(bytes, () -> false);
        }
        return Duration.ofNanos(now - begin);
    }

    @Test
    void keepsTheSpeed() {
        assertEquals(Duration.ofSeconds(10), after(throttle(1000), 20, 500));
    }

    @Test
    void timeThatPassedAnywayIsNotSavedUp() {
        Throttle throttle = throttle(1000);
        now += Duration.ofHours(1).toNanos();
        assertEquals(Duration.ofSeconds(2), after(throttle, 2, 1000));
    }

    @Test
    void withoutALimitNobodyWaits() {
        assertEquals(Duration.ZERO, after(throttle(0), 10, 1 << 20));
    }

    @Test
    void aCancellationEndsTheWait() {
        AtomicInteger asked = new AtomicInteger();
        throttle(1).pass(1_000_000, () -> asked.incrementAndGet() > 3);
        assertEquals(4, asked.get());
    }
}
