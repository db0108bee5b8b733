// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.anchor.Setback;
import dev.suture.anchor.Setback.Cause;
import dev.suture.anchor.SwitchScript;
import dev.suture.anchor.SwitchScript.Limits;

/** Generation 1 runs, and generation 2 can only be booted. */
@Timeout(60)
class BootNextTest {
    private static final String MACHINE = "0f-1";
    private static final Current BOOTED = Current.first(1).with(Trial.begin(2).booted(MACHINE));

    @TempDir
    Path root;
    private AnchoredFramework device;

    @BeforeEach
    void boot() throws Exception {
        device = new AnchoredFramework(root, Current.first(1).withTrial(9).withoutTrial(Cause.DIED));
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
    }

    @Test
    void theNextBootBootsItAndWhatRunsGoesOnUntilThen() throws Exception {
        assertTrue(device.anchor.canRelaunch());
        assertEquals(Optional.of(new Setback(9, Cause.DIED)), device.anchor.setback());
        device.anchor.bootNext(1, 2);
        assertEquals(OptionalInt.empty(), device.anchor.trial());
        assertEquals(1, device.anchor.confirmed());
        assertEquals(0, device.relaunches.get(), "only when told to");
        device.anchor.relaunch();
        assertEquals(1, device.relaunches.get());
        assertEquals(BOOTED, BootChoice.decide(root, MACHINE));
    }

    @Test
    void nothingElseIsDoneBeforeTheBoot() throws Exception {
        device.anchor.bootNext(1, 2);
        SwitchScript script = new SwitchScript(1, 3, List.of(), List.of(), Limits.DEFAULT);
        assertThrows(IllegalStateException.class, () -> device.anchor.execute(script, bundles -> Optional.empty()));
        assertThrows(IllegalStateException.class, () -> device.anchor.bootNext(1, 3));
        assertThrows(IllegalStateException.class, device.anchor::confirm);
        assertThrows(IllegalStateException.class, () -> device.anchor.revert("no"));
        assertEquals(BOOTED, BootChoice.decide(root, MACHINE));
    }

    @Test
    void onlyFromWhatRuns() {
        assertThrows(IllegalStateException.class, () -> device.anchor.bootNext(7, 8));
        assertThrows(IllegalStateException.class, device.anchor::relaunch);
    }

    @Test
    void onlyWhereSomebodyBootsAgain() throws Exception {
        device.close();
        device = new AnchoredFramework(root, Current.first(1), false);
        assertThrows(IllegalStateException.class, () -> device.anchor.bootNext(1, 2));
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aCurrentThatCannotBeWrittenIsMadeUpForByTheJournal() throws Exception {
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        device.anchor.bootNext(1, 2);
        Files.delete(obstacle);
        assertEquals(BOOTED, BootChoice.decide(root, MACHINE));
    }

    @Test
    void withoutAJournalNothingHasChanged() throws Exception {
        Path obstacle = Files.createDirectory(root.resolve("journal/script.log.tmp"));
        assertThrows(IOException.class, () -> device.anchor.bootNext(1, 2));
        Files.delete(obstacle);
        assertEquals(1, BootChoice.decide(root, MACHINE).serving());
        device.anchor.bootNext(1, 2);
        assertEquals(BOOTED, BootChoice.decide(root, MACHINE));
    }
}
