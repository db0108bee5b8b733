// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void lateTakersFindTheScheduleUnmoved() {
        Arrivals arrivals = new Arrivals(1000, 600);
        assertEquals(1000, arrivals.next());
        arrivals.take();
        assertEquals(1000 + 1_666_666, arrivals.next());
        for (int i = 1; i < 600; i++) {
            arrivals.take();
        }
        assertEquals(1000 + 1_000_000_000L, arrivals.next());
    }

    @Test
    void aYearDoesNotOverflow() {
        Arrivals arrivals = new Arrivals(0, 20_000);
        for (long i = 0; i < 20_000L * 600; i++) {
            arrivals.take();
        }
        assertEquals(600_000_000_000L, arrivals.next());
    }
}
