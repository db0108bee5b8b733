// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gateway that ships dies at its steps on the disk, by kill -9 or with the power, and comes to the same end as one that
 * lives. What is a kill point its own run tells. {@code -Dsuture.torture=all} takes each distinct step, a number so many of
 * each way; without it one way dies once.
 */
@Tag("in-a-group")
@Timeout(86_400)
@Execution(ExecutionMode.CONCURRENT)
class TortureTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyStep(Way way) throws Exception {
        assumeTrue(Torture.asked() || way == Way.UPDATED_ITSELF, "without -Dsuture.torture=all one way is enough");
        long begun = System.nanoTime();
        try (Mortals mortals = new Mortals(folder, way)) {
            List<Death> all = Death.all(mortals.killPoints());
            List<Death> distinct = Death.distinct(all, way == Way.UPDATED_ITSELF);
            List<Death> chosen = Torture.all()
                    ? distinct
                    : Death.sample(distinct.stream().filter(Death::isDecisive).toList(), Torture.deaths()).toList();
            List<String> failures = new ArrayList<>();
            int died = die(way, mortals, chosen, failures);
            Torture.tell(String.format(
                    "%s: %d ways to die, %d of them distinct, %d tried, %d died and recovered, %d did not die, %d failed, %d s",
                    way, all.size(), distinct.size(), chosen.size(), died, chosen.size() - died - failures.size(),
                    failures.size(), (System.nanoTime() - begun) / 1_000_000_000));
            assertEquals(List.of(), failures);
            assertTrue(died > 0);
        }
    }

    /** @return how many died and recovered: no two runs are the same, and some steps do not come about every time */
    private static int die(Way way, Mortals mortals, List<Death> deaths, List<String> failures)
            throws Exception {
        int died = 0;
        for (Death death : deaths) {
            String what = way + ", dead after \"" + death.end() + "\", lost " + death.loss();
            try {
                boolean dead = mortals.die(death);
                died += dead ? 1 : 0;
                System.out.println("torture: " + what + (dead ? ": recovered" : ": did not come about"));
            } catch (AssertionError | IOException | UserError e) {
                failures.add(what + ": " + e + "\n" + mortals.said());
                System.out.println("torture: FAILED " + failures.get(failures.size() - 1));
            }
        }
        return died;
    }
}
