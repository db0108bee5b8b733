// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A script from generation 1 to 2, cut off anywhere. */
class BootChoiceTest {
    private static final Current BEFORE = Current.first(1);
    private static final Current TRIAL = BEFORE.withTrial(2);
    private static final Current AFTER = BEFORE.withConfirmed(2);

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"PREPARED,1", "CLOSED,1", "SWITCHED,2", "OPEN,2", "CONFIRMED,2", "REVERTED,1", "CLEAN,1"})
    void theJournalDecidesWhereCurrentWasNotWritten(ScriptState state, int booted) throws Exception {
        assertEquals(booted, decide(BEFORE, state).serving());
    }

    @ParameterizedTest
    @CsvSource({"SWITCHED,2", "OPEN,2", "CONFIRMED,2", "REVERTED,1", "CLEAN,2"})
    void aTrialIsBootedUnlessItWasReverted(ScriptState state, int booted) throws Exception {
        assertEquals(booted, decide(TRIAL, state).serving());
    }

    @ParameterizedTest
    @EnumSource
    void aConfirmedGenerationStays(ScriptState state) throws Exception {
        assertEquals(AFTER, decide(AFTER, state));
        assertEquals(ScriptState.CLEAN, last());
    }

    @Test
    void bootsWhatIsConfirmedWithoutAJournal() throws Exception {
        new CurrentFile(root).write(AFTER);
        assertEquals(AFTER, BootChoice.decide(root));
    }

    @Test
    void aConfirmationThatWasCutOffIsBroughtToItsEnd() throws Exception {
        assertEquals(AFTER, decide(TRIAL, ScriptState.CONFIRMED));
        assertEquals(ScriptState.CLEAN, last());
        assertEquals(AFTER, BootChoice.decide(root));
    }

    @Test
    void aTrialHasTwoBootsAndIsThenTakenBackForGood() throws Exception {
        assertEquals(TRIAL.withAttemptUsed(), decide(TRIAL, ScriptState.OPEN));
        assertEquals(TRIAL.withAttemptUsed().withAttemptUsed(), BootChoice.decide(root));
        assertEquals(BEFORE, BootChoice.decide(root));
        assertEquals(ScriptState.CLEAN, last());
        assertEquals(BEFORE, BootChoice.decide(root));
    }

    @Test
    void aTrialThatOnlyTheJournalKnowsHasTwoBootsToo() throws Exception {
        assertEquals(TRIAL.withAttemptUsed(), decide(BEFORE, ScriptState.SWITCHED));
        assertEquals(2, BootChoice.decide(root).serving());
        assertEquals(1, BootChoice.decide(root).serving());
        assertEquals(1, BootChoice.decide(root).serving());
    }

    @Test
    void theJournalKnowsOfATakingBackBeforeCurrentForgetsTheTrial() throws Exception {
        Current spent = TRIAL.withAttemptUsed().withAttemptUsed();
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        write(spent, ScriptState.OPEN, obstacle);
        assertThrows(IOException.class, () -> BootChoice.decide(root));
        assertEquals(ScriptState.REVERTED, last());
        Files.delete(obstacle);
        assertEquals(BEFORE, BootChoice.decide(root));
        assertEquals(BEFORE, BootChoice.decide(root));
    }

    @Test
    void givingUpADamagedTrialIsForGoodToo() throws Exception {
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        write(TRIAL, ScriptState.OPEN, obstacle);
        assertThrows(IOException.class, () -> BootChoice.giveUpTrial(root));
        assertEquals(ScriptState.REVERTED, last());
        Files.delete(obstacle);
        assertEquals(BEFORE, BootChoice.giveUpTrial(root));
        assertEquals(ScriptState.CLEAN, last());
        assertEquals(BEFORE, BootChoice.decide(root));
    }

    @Test
    void fallsBackOnlyToWhatWasConfirmedBefore() throws Exception {
        new CurrentFile(root).write(BEFORE);
        assertEquals(Optional.empty(), BootChoice.fallBack(root));
        decide(AFTER, ScriptState.CLEAN);
        assertEquals(Optional.of(BEFORE), BootChoice.fallBack(root));
        assertEquals(BEFORE, BootChoice.decide(root));
    }

    @Test
    void aJournalCutAnywhereLeavesOneOfTheTwo() throws Exception {
        List<ScriptState> accepted = List.of(ScriptState.CLOSED, ScriptState.SWITCHED, ScriptState.OPEN,
                ScriptState.CONFIRMED, ScriptState.CLEAN);
        List<ScriptState> reverted = List.of(ScriptState.CLOSED, ScriptState.SWITCHED, ScriptState.OPEN,
                ScriptState.REVERTED, ScriptState.CLEAN);
        int shared = 0;
        for (List<ScriptState> way : List.of(accepted, reverted)) {
            Journal journal = new Journal(root);
            journal.begin(1, 2);
            for (ScriptState state : way) {
                journal.record(state);
            }
            byte[] whole = Files.readAllBytes(log());
            for (int length = shared; length <= whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                for (Current current : List.of(BEFORE, TRIAL, AFTER)) {
                    Files.writeString(root.resolve("current.json"), current.write());
                    Files.write(log(), cut);
                    assertTrue(Set.of(1, 2).contains(BootChoice.decide(root).serving()));
                }
            }
            shared = new String(whole, StandardCharsets.US_ASCII).indexOf("OPEN");
        }
    }

    /** However often it boots, it boots one of the two, and from the fourth boot on always the same. */
    @ParameterizedTest
    @EnumSource
    void aTrialThatIsNeverAcceptedEnds(ScriptState state) throws Exception {
        decide(TRIAL, state);
        BootChoice.decide(root);
        BootChoice.decide(root);
        Current settled = BootChoice.decide(root);
        assertTrue(settled.trial().isEmpty());
        assertEquals(settled, BootChoice.decide(root));
    }

    private Current decide(Current current, ScriptState state) throws IOException {
        new CurrentFile(root).write(current);
        begin(state);
        return BootChoice.decide(root);
    }

    /** Writes state although an obstacle lies in the way of later writes. */
    private void write(Current current, ScriptState state, Path obstacle) throws IOException {
        Files.delete(obstacle);
        new CurrentFile(root).write(current);
        begin(state);
        Files.createDirectory(obstacle);
    }

    private void begin(ScriptState state) throws IOException {
        Journal journal = new Journal(root);
        journal.begin(1, 2);
        journal.record(state);
    }

    private ScriptState last() throws IOException {
        return new Journal(root).find().orElseThrow().state();
    }

    private Path log() {
        return root.resolve("journal").resolve("script.log");
    }
}
