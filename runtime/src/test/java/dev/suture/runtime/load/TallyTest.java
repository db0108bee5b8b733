// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(0);

    @Test
    void whatIsLostMakesAGapButNoWait() {
        answer(0, 5);
        tally.sent();
        tally.lost("status 404");
        answer(98, 100);
        answer(100, 101);
        assertEquals(new LoadReport.Longest(nanos(5), nanos(5), nanos(95)), tally.report(102, 102).waits());
    }

    @Test
    void aGapGoesOnUntilItIsAskedFor() {
        answer(0, 5);
        assertEquals(nanos(45), tally.report(50, 50).waits().gapSinceMark());
    }

    @Test
    void aMarkCountsAnew() {
        answer(0, 40);
        tally.mark(50);
        assertEquals(new LoadReport.Longest(nanos(40), nanos(0), nanos(0)), tally.report(50, 50).waits());
        answer(60, 62);
        assertEquals(new LoadReport.Longest(nanos(40), nanos(2), nanos(12)), tally.report(63, 63).waits());
    }

    private void answer(long scheduled, long now) {
        tally.sent();
        tally.right(scheduled, now);
    }

    private static Duration nanos(long nanos) {
        return Duration.ofNanos(nanos);
    }
}
