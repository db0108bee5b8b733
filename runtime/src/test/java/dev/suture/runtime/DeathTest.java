// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.suture.disk.Loss;

class DeathTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static List<Death> deaths(String... ends) {
        return Stream.of(ends).map(end -> new Death(end, Loss.NOTHING)).toList();
    }

    @Test
    void eachStateOfTheJournalIsAStepOfItsOwn() {
        List<Death> deaths = deaths("1 Write journal/script.log", "2 Write journal/script.log",
                "3 Write journal/script.log", "1 Move current.json", "2 Move current.json", "3 Move current.json");
        assertEquals(deaths, Death.distinct(deaths, false));
    }

    @Test
    void ofWhatIsRepeatedTheFirstAndTheLastAreTaken() {
        assertEquals(deaths("1 Sync history.jsonl", "3 Sync history.jsonl"), Death.distinct(
                deaths("1 Sync history.jsonl", "2 Sync history.jsonl", "3 Sync history.jsonl"), true));
        assertEquals(deaths("1 Link generations/2/a_1.0.0.jar", "1 Link generations/2/c_1.0.0.jar"), Death.distinct(
                deaths("1 Link generations/2/a_1.0.0.jar", "1 Link generations/2/b_1.0.0.jar",
                        "1 Link generations/2/c_1.0.0.jar"),
                true));
        assertEquals(2, Death.distinct(deaths("1 Move store/sha256/01/" + DIGEST + ".jar",
                "1 Move store/sha256/23/" + DIGEST + ".jar", "1 Move store/sha256/45/" + DIGEST + ".jar"), true)
                .size());
    }

    @Test
    void whatIsLostMakesAnotherStep() {
        List<Death> deaths = Stream.of(Loss.values()).map(loss -> new Death("1 Write agent.json.tmp", loss)).toList();
        assertEquals(deaths, Death.distinct(deaths, true));
    }

    @Test
    void whatEveryWayHasIsTakenInOneOfThem() {
        List<Death> deaths = deaths("1 Create staging/" + DIGEST + ".part", "1 Write journal/script.log.tmp",
                "1 Write staging/qualification/RIGHT/trust/root.json", "9 Write agent.json.tmp");
        assertEquals(deaths, Death.distinct(deaths, true));
        assertEquals(List.of(deaths.get(1), deaths.get(3)), Death.distinct(deaths, false));
    }
}
