// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Generation 2 is on trial and was booted, not switched to. */
@Timeout(60)
class BootedTrialTest {
    private static final Current TRIAL = Current.first(1).withTrial(2).withAttemptUsed();
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
        assertEquals(CONFIRMED, BootChoice.decide(root));
    }

    @Test
    void isNotTakenBackWhileItRuns() throws Exception {
        write(1, 2, ScriptState.OPEN);
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> device.anchor.revert("red"));
        assertTrue(e.getMessage().contains("generation 2 was booted"), e.getMessage());
        assertTrue(e.getMessage().contains("restart the gateway"), e.getMessage());
        assertTrue(e.getMessage().contains("1 left"), e.getMessage());
        assertEquals(OptionalInt.of(2), device.anchor.trial());
        assertEquals(2, BootChoice.decide(root).serving());
        assertEquals(1, BootChoice.decide(root).serving(), "the restarts take it back");
    }

    private void requireConfirmed() throws IOException {
        assertEquals(2, device.anchor.confirmed());
        assertEquals(OptionalInt.empty(), device.anchor.trial());
        assertEquals(Optional.of(new Journal.Entry(1, 2, ScriptState.CLEAN)), journal.find());
        assertEquals(CONFIRMED, new CurrentFile(root).read());
        assertEquals(CONFIRMED, BootChoice.decide(root));
    }

    private void write(int from, int to, ScriptState state) throws IOException {
        journal.begin(from, to);
        journal.record(state);
    }
}
