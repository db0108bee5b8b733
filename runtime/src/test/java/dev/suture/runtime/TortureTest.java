// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.suture.disk.Loss;
import dev.suture.disk.Mortal;

/**
 * The gateway that ships dies at its steps on the disk, by kill -9 or with the power, and comes to the same end as one that
 * lives. What is a kill point its own run tells. {@code -Dsuture.torture=all} takes all of them, a number so many of each
 * way; without it one way dies once.
 */
@Tag("in-a-group")
@Timeout(86_400)
class TortureTest {

    @TempDir
    Path folder;

    private record Death(String end, Loss loss) {}

    @ParameterizedTest
    @EnumSource
    void everyStep(Way way) throws Exception {
        assumeTrue(Torture.asked() || way == Way.UPDATED_ITSELF, "without -Dsuture.torture=all one way is enough");
        long begun = System.nanoTime();
        try (Mortals mortals = new Mortals(folder, way)) {
            List<Mortal.Step> points = mortals.killPoints();
            List<Death> deaths = chosen(points);
            int died = die(mortals, way, deaths);
            Torture.tell(
                    String.format("%s: %d kill points, %d ways to die there, %d tried, %d died and recovered, %d s",
                            way, points.size(), all(points).size(), deaths.size(), died,
                            (System.nanoTime() - begun) / 1_000_000_000));
            assertTrue(died > 0);
        }
    }

    /** @return how many died: no two runs are the same, and some steps do not come about every time */
    private static int die(Mortals mortals, Way way, List<Death> deaths) throws Exception {
        int died = 0;
        for (Death death : deaths) {
            try {
                died += mortals.die(death.end(), death.loss()) ? 1 : 0;
            } catch (AssertionError e) {
                throw new AssertionError(way + ", dead after \"" + death.end() + "\", lost " + death.loss() + ": "
                        + e.getMessage(), e);
            }
        }
        return died;
    }

    private static List<Death> all(List<Mortal.Step> points) {
        return points.stream()
                .flatMap(point -> point.losses().stream().map(loss -> new Death(point.end(), loss))).toList();
    }

    /** All, or so many at even distances among those of the journal and of what is booted next: there it is decided. */
    private static List<Death> chosen(List<Mortal.Step> points) {
        if (Torture.all()) {
            return all(points);
        }
        List<Death> decisive = all(points.stream().filter(point -> point.end().contains("journal/script.log")
                || point.end().contains("current.json")).toList());
        int most = Torture.deaths();
        List<Death> chosen = new ArrayList<>();
        for (int i = 0; i < Math.min(most, decisive.size()); i++) {
            chosen.add(decisive.get((2 * i + 1) * decisive.size() / (2 * most)));
        }
        return chosen;
    }
}
