// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void theMedianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
        assertEquals(new Spread(millis(1), millis(3), millis(90)), of(90, 3, 1));
        assertEquals(new Spread(millis(1), millis(4), millis(90)), of(90, 3, 1, 5));
    }

    @Test
    void ofNothingIsNothing() {
        assertEquals(new Spread(Duration.ZERO, Duration.ZERO, Duration.ZERO), of());
    }

    private static Spread of(long... millis) {
        List<Duration> values = LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
        return Spread.of(values);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
