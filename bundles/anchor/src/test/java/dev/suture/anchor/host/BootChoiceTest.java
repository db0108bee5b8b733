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
import java.util.OptionalInt;
import java.util.Set;

import dev.suture.anchor.Setback;
import dev.suture.anchor.Setback.Cause;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A script from generation 1 to 2, cut off anywhere. */
class BootChoiceTest {
    private static final String MACHINE = "0f-1";
    private static final Current BEFORE = Current.first(1);
    private static final Current TRIAL = BEFORE.withTrial(2);
    private static final Current AFTER = BEFORE.withConfirmed(2);
    private static final Current DIED = setback(Cause.DIED);

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
        assertEquals(AFTER, BootChoice.decide(root, MACHINE));
    }

    @Test
    void aConfirmationThatWasCutOffIsBroughtToItsEnd() throws Exception {
        assertEquals(AFTER, decide(TRIAL, ScriptState.CONFIRMED));
        assertEquals(ScriptState.CLEAN, last());
        assertEquals(AFTER, BootChoice.decide(root, MACHINE));
    }

    @Test
    void aTrialHasTwoBootsAndIsThenTakenBackForGood() throws Exception {
        assertEquals(booted(1), decide(TRIAL, ScriptState.OPEN));
        assertEquals(booted(2), BootChoice.decide(root, MACHINE));
        assertEquals(DIED, BootChoice.decide(root, MACHINE));
        assertEquals(ScriptState.CLEAN, last());
        assertEquals(DIED, BootChoice.decide(root, MACHINE));
    }

    @Test
    void aTrialThatOnlyTheJournalKnowsHasTwoBootsToo() throws Exception {
        assertEquals(booted(1), decide(BEFORE, ScriptState.SWITCHED));
        assertEquals(2, BootChoice.decide(root, MACHINE).serving());
        assertEquals(1, BootChoice.decide(root, MACHINE).serving());
        assertEquals(1, BootChoice.decide(root, MACHINE).serving());
    }

    @Test
    void theJournalKnowsOfATakingBackBeforeCurrentForgetsTheTrial() throws Exception {
        Current spent = booted(2);
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        write(spent, ScriptState.OPEN, obstacle);
        assertThrows(IOException.class, () -> BootChoice.decide(root, MACHINE));
        assertEquals(ScriptState.REVERTED, last());
        Files.delete(obstacle);
        assertEquals(BEFORE, BootChoice.decide(root, MACHINE), "the journal says no more than that it was taken back");
        assertEquals(BEFORE, BootChoice.decide(root, MACHINE));
    }

    @Test
    void givingUpADamagedTrialIsForGoodToo() throws Exception {
        Path obstacle = Files.createDirectory(root.resolve("current.json.tmp"));
        write(TRIAL, ScriptState.OPEN, obstacle);
        assertThrows(IOException.class, () -> BootChoice.giveUpTrial(root));
        assertEquals(ScriptState.REVERTED, last());
        Files.delete(obstacle);
        assertEquals(setback(Cause.DAMAGED), BootChoice.giveUpTrial(root));
        assertEquals(ScriptState.CLEAN, last());
        assertEquals(setback(Cause.DAMAGED), BootChoice.decide(root, MACHINE));
    }

    @Test
    void fallsBackOnlyToWhatWasConfirmedBefore() throws Exception {
        new CurrentFile(root).write(BEFORE);
        assertEquals(Optional.empty(), BootChoice.fallBack(root));
        decide(AFTER, ScriptState.CLEAN);
        assertEquals(Optional.of(setback(Cause.DAMAGED)), BootChoice.fallBack(root));
        assertEquals(setback(Cause.DAMAGED), BootChoice.decide(root, MACHINE));
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
                    assertTrue(Set.of(1, 2).contains(BootChoice.decide(root, MACHINE).serving()));
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
        BootChoice.decide(root, MACHINE);
        BootChoice.decide(root, MACHINE);
        Current settled = BootChoice.decide(root, MACHINE);
        assertTrue(settled.trial().isEmpty());
        assertEquals(settled, BootChoice.decide(root, MACHINE));
    }

    @Test
    void powerLossUsesUpNoAttempt() throws Exception {
        decide(TRIAL, ScriptState.SWITCHED);
        Current again = BootChoice.decide(root, "0f-2");
        assertEquals(OptionalInt.of(2), again.trial());
        assertEquals(1, again.attempts());
        assertEquals(0, BootChoice.decide(root, "0f-2").attempts(), "a process that dies does");
        assertEquals(DIED, BootChoice.decide(root, "0f-2"));
    }

    @Test
    void aStopInOrderUsesUpNoAttempt() throws Exception {
        decide(TRIAL, ScriptState.SWITCHED);
        BootChoice.stopped(root);
        BootChoice.stopped(root);
        assertEquals(1, BootChoice.decide(root, MACHINE).attempts());
        assertEquals(0, BootChoice.decide(root, MACHINE).attempts());
    }

    @Test
    void aStopInOrderLeavesAloneWhatWasNotBooted() throws Exception {
        for (Current current : List.of(BEFORE, TRIAL, AFTER)) {
            new CurrentFile(root).write(current);
            BootChoice.stopped(root);
            assertEquals(current, new CurrentFile(root).read());
        }
    }

    @Test
    void aTrialThatTakesTheMachineWithItEndsToo() throws Exception {
        decide(TRIAL, ScriptState.SWITCHED);
        for (int cut = 1; cut < Trial.CUTS; cut++) {
            assertEquals(OptionalInt.of(2), BootChoice.decide(root, "ab-" + cut).trial());
        }
        assertEquals(setback(Cause.CUT), BootChoice.decide(root, "ac"));
        assertEquals(ScriptState.CLEAN, last());
    }

    @ParameterizedTest
    @CsvSource({"PREPARED,1", "CLOSED,1", "SWITCHED,2", "OPEN,2", "CONFIRMED,2", "REVERTED,1"})
    void theJournalStandsInForADamagedCurrent(ScriptState state, int booted) throws Exception {
        for (boolean clean : List.of(false, true)) {
            Files.writeString(root.resolve("current.json"), "{\"format\":1,");
            begin(state);
            if (clean) {
                new Journal(root).record(ScriptState.CLEAN);
            }
            Current chosen = BootChoice.decide(root, MACHINE);
            assertEquals(booted, chosen.serving());
            assertEquals(chosen, new CurrentFile(root).read());
            assertEquals(state == ScriptState.CONFIRMED ? OptionalInt.of(1) : OptionalInt.empty(), chosen.previous());
        }
    }

    @Test
    void whenBothAreDamagedNothingIsGuessed() throws Exception {
        Files.writeString(root.resolve("current.json"), "");
        begin(ScriptState.CONFIRMED);
        Files.write(log(), new byte[]{1, 2, 3});
        assertTrue(assertThrows(DamagedException.class, () -> BootChoice.decide(root, MACHINE)).getMessage()
                .contains("journal"));
        assertEquals(0, Files.size(root.resolve("current.json")), "and nothing is written over");
    }

    @Test
    void aSetbackIsRememberedUntilSomethingNewBegins() {
        assertEquals(Optional.of(new Setback(2, Cause.DIED)), DIED.setback());
        assertEquals(DIED.setback(), DIED.withoutTrial().setback());
        assertEquals(Optional.empty(), DIED.withTrial(3).setback());
        assertEquals(Optional.empty(), DIED.withConfirmed(3).setback());
    }

    private static Current booted(int times) {
        Trial trial = TRIAL.watched().orElseThrow();
        for (int i = 0; i < times; i++) {
            trial = trial.booted(MACHINE);
        }
        return TRIAL.with(trial);
    }

    private static Current setback(Cause cause) {
        return new Current(1, Optional.empty(), OptionalInt.empty(), Optional.of(new Setback(2, cause)));
    }

    private Current decide(Current current, ScriptState state) throws IOException {
        new CurrentFile(root).write(current);
        begin(state);
        return BootChoice.decide(root, MACHINE);
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
