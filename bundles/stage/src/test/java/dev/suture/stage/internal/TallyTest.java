// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class TallyTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void saysEachTenthOfWhatTakesLong() {
        Tally tally = new Tally(10 << 20, () -> false, log::add);
        for (int i = 0; i < 100; i++) {
            tally.add((10 << 20) / 100);
        }
        assertEquals(9, log.size(), "what is left of the division is not there yet");
        tally.add(10 << 20);
        assertEquals(10, log.size());
    }

    @Test
    void saysNothingOfWhatIsThereAtOnce() {
        new Tally(100_000, () -> false, log::add).add(100_000);
        assertEquals(List.of(), log);
    }
}
