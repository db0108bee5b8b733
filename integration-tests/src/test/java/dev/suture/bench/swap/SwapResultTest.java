// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.suture.bench.Machine;
import dev.suture.runtime.load.LoadReport;

class SwapResultTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @Test
    void onlyALostCallOfOursIsABrokenPromise() {
        assertEquals(0, result(round(Technique.OURS, 11_000, 0), round(Technique.REFRESH, 11_000, 900)).exitCode());
        assertEquals(1, result(round(Technique.OURS, 11_000, 1), round(Technique.REFRESH, 11_000, 0)).exitCode());
    }

    @Test
    void aLoadThatWasNotOfferedProvesNothingUnlessACallWasLostAllTheSame() {
        SwapResult result = result(round(Technique.OURS, 9_990, 0), round(Technique.REFRESH, 11_000, 900));
        assertEquals(3, result.exitCode());
        assertTrue(String.join("\n", SwapTable.lines(result)).contains("inconclusive"));
        assertEquals(1, result(round(Technique.OURS, 9_990, 1), round(Technique.REFRESH, 11_000, 0)).exitCode());
    }

    @Test
    void theTableAddsUpTheRounds() {
        List<String> lines = SwapTable.lines(result(round(Technique.OURS, 11_000, 0),
                round(Technique.REFRESH, 11_000, 900), round(Technique.REFRESH, 11_000, 200)));
        assertTrue(row(lines, "update+refresh").matches(".* 22,000 +1,100 +5\\.00 +550\\.0 +40/40/40 +9/9/9 +2"),
                String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.contains("lost 1,100 to 0; pause 1.0 times")),
                String.join("\n", lines));
    }

    @Test
    void theJsonHoldsEachSwap() {
        String json = new String(SwapJson.write(result(round(Technique.OURS, 11_000, 0))));
        assertTrue(json.contains("\"gapMicros\": 40000"), json);
        assertTrue(json.contains("\"cores\": 2"), json);
    }

    private static String row(List<String> lines, String technique) {
        return lines.stream().filter(line -> line.startsWith(technique + " ")).findFirst().orElseThrow();
    }

    private static SwapResult result(Round.Result... rounds) {
        return new SwapResult(new Machine(2, "a JDK", "a system", 0.5), 1100, List.of(rounds));
    }

    private static Round.Result round(Technique technique, long sent, long lost) {
        Map<String, Long> kinds = lost == 0 ? Map.of() : Map.of("status 404", lost);
        LoadReport load = new LoadReport(sent, sent - lost, 0, kinds,
                new LoadReport.Longest(TEN_SECONDS, TEN_SECONDS, TEN_SECONDS), TEN_SECONDS);
        Window window = new Window(800, lost, Duration.ofMillis(40), Duration.ofMillis(9));
        return new Round.Result(technique, List.of(window),
                List.of(new Round.Swap(window, new SwapNote("1.10.0", Duration.ofMillis(31), List.of()))), load);
    }
}
