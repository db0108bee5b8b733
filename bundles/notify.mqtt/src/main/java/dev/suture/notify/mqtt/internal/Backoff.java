// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: each ceiling is twice the one before, and the wait is drawn from its upper
 * half, so that devices which lost one broker together do not come back together.
 */
final class Backoff {
    /** The least wait of a device. */
    static final Duration MIN = Duration.ofSeconds(1);
    /** The longest wait of a device. */
    static final Duration MAX = Duration.ofSeconds(60);

    private final RandomGenerator random;
    private final long min;
    private final long max;
    private long ceiling;

    /** Draws waits from {@code min} to {@code max} from {@code random}. */
    Backoff(RandomGenerator random, Duration min, Duration max) {
        this.random = random;
        this.min = min.toMillis();
        this.max = max.toMillis();
        reset();
    }

    /** The next wait. */
    Duration next() {
        long wait = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
        ceiling = Math.min(ceiling * 2, max);
        return Duration.ofMillis(wait);
    }

    /** Starts anew. */
    void reset() {
        ceiling = min * 2;
    }
}
