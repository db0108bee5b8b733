// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

import dev.suture.anchor.Outcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Generation 2 is on trial and was booted, not switched to. */
@Timeout(60)
class BootedTrialTest {
    private static final String MACHINE = "0f-1";
    private static final Current TRIAL = Current.first(1).with(Trial.begin(2).booted(MACHINE));
    private static final Current CONFIRMED = Current.first(1).withConfirmed(2);

    @TempDir
    Path root;
    private Journal journal;
    private AnchoredFramework device;

    @BeforeEach
    void boot() throws Exception {
        journal = new Journal(root);
        device = new AnchoredFramework(root, TRIAL);
    }

    @AfterEach
    void stop() throws Exception {
        device.close();
    }

    @Test
    void isConfirmedWithoutAJournal() throws Exception {
        device.anchor.confirm();
        requireConfirmed();
    }

    @Test
    void isConfirmedWithTheJournalOfItsSwitch() throws Exception {
        write(1, 2, ScriptState.OPEN);
        device.anchor.confirm();
        requireConfirmed();
    }

    @Test
    void isConfirmedWithTheJournalOfAnotherSwitch() throws Exception {
        write(7, 8, ScriptState.CLEAN);
        device.anchor.confirm();
        requireConfirmed();
    }

    @Test
    void theConfirmationIsInTheJournalBeforeCurrent() throws Exception {
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        device.anchor.confirm();
        assertEquals(2, device.anchor.confirmed());
        assertEquals(Optional.of(new Journal.Entry(1, 2, ScriptState.CONFIRMED)), journal.find());
        assertEquals(TRIAL, new CurrentFile(root).read());
        Files.delete(obstacle);
        assertEquals(CONFIRMED, BootChoice.decide(root, MACHINE));
    }

    @Test
    void isTakenBackByTheNextBoot() throws Exception {
        write(1, 2, ScriptState.OPEN);
        assertInstanceOf(Outcome.AtBoot.class, device.anchor.revert("red"));
        assertEquals(OptionalInt.of(2), device.anchor.trial(), "until then it runs");
        assertThrows(IllegalStateException.class, device.anchor::confirm);
        assertThrows(IllegalStateException.class, () -> device.anchor.revert("again"));
        assertEquals(0, device.relaunches.get());
        device.anchor.relaunch();
        assertEquals(1, device.relaunches.get());
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
        assertEquals(Optional.of(new Journal.Entry(1, 2, ScriptState.CLEAN)), journal.find());
    }

    @Test
    void theTakingBackIsInTheJournalBeforeCurrent() throws Exception {
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        assertInstanceOf(Outcome.AtBoot.class, device.anchor.revert("red"));
        assertEquals(TRIAL, new CurrentFile(root).read());
        Files.delete(obstacle);
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    @Test
    void isTakenBackByRestartsWhereNobodyBootsAgain() throws Exception {
        device.close();
        device = new AnchoredFramework(root, TRIAL, false);
        assertFalse(device.anchor.canRelaunch());
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> device.anchor.revert("red"));
        assertTrue(e.getMessage().contains("generation 2 was booted"), e.getMessage());
        assertTrue(e.getMessage().contains("1 left"), e.getMessage());
        assertEquals(OptionalInt.of(2), device.anchor.trial());
        assertEquals(2, BootChoice.decide(root, MACHINE).serving());
        assertEquals(1, BootChoice.decide(root, MACHINE).serving(), "the restarts take it back");
    }

    private void requireConfirmed() throws IOException {
        assertEquals(2, device.anchor.confirmed());
        assertEquals(OptionalInt.empty(), device.anchor.trial());
        assertEquals(Optional.of(new Journal.Entry(1, 2, ScriptState.CLEAN)), journal.find());
        assertEquals(CONFIRMED, new CurrentFile(root).read());
        assertEquals(CONFIRMED, BootChoice.decide(root, MACHINE));
    }

    private void write(int from, int to, ScriptState state) throws IOException {
        journal.begin(from, to);
        journal.record(state);
    }
}
