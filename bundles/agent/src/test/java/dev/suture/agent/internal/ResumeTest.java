// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.activate.Activator;
import dev.suture.health.Health;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;

/** What an agent does with each state it may find on the disk. */
class ResumeTest {
    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(root);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** Leaves this on the disk, as an agent that was killed would. */
    private void leave(Phase phase) throws IOException {
        Target target = new Target(Samples.digest('a'), "5.2.0 (a)", 3);
        Retry retry = Resumption.of(phase) == Resumption.KEEP_WAITING
                ? new Retry(2, Optional.of(bench.time.now().plus(Duration.ofMinutes(20))),
                        Optional.of(Reason.Code.POLICY))
                : Retry.NONE;
        new ProgressFile(root, bench.log)
                .save(new Progress(new Boot("boot-0", 7, 40), new Stand(phase, Optional.of(target), Optional.empty()),
                        retry, List.of(), Map.of(), Findings.NONE));
    }

    private void offered() {
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
    }

    private void onTrial() {
        bench.device.generations.put(2, Samples.patched(2, Samples.offer(1, 'a')));
        bench.device.trial = OptionalInt.of(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"AVAILABLE", "FETCHING", "STAGED"})
    void anAttemptThatWasCutStartsOverFromVerification(Phase phase) throws IOException {
        leave(phase);
        offered();
        bench.run();
        assertEquals(1, bench.verifier.hints.size());
        assertEquals(List.of("verified", "offered", "fetching", "staged", "activating", "switched", "effective",
                "confirmed"), bench.told.steps());
        assertEquals(3, bench.told.last(Step.CONFIRMED).attempt(), "it is still the same attempt");
    }

    @ParameterizedTest
    @EnumSource(names = {"DEFERRED", "FAILED"})
    void aWaitIsKeptAndEndsInVerification(Phase phase) throws IOException {
        leave(phase);
        offered();
        bench.run();
        assertEquals(phase, bench.phase());
        assertEquals(List.of(), bench.device.calls);
        bench.after(Duration.ofMinutes(20));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(phase == Phase.DEFERRED ? 3 : 4, bench.told.last(Step.CONFIRMED).attempt());
    }

    @ParameterizedTest
    @EnumSource(names = {"REVERTED", "REFUSED", "CONFIRMED", "IDLE"})
    void whatEndedStaysEnded(Phase phase) throws IOException {
        leave(phase);
        bench.run();
        assertEquals(phase, bench.phase());
        assertEquals(List.of(), bench.told.steps());
        assertEquals(phase, bench.told.lastState().phase(), "the state is told anew");
        assertEquals(8, bench.told.lastState().bootCount());
        assertEquals(1, bench.told.lastState().sequence());
    }

    @ParameterizedTest
    @EnumSource
    void aTrialThatIsFoundIsWatchedToItsEnd(Phase phase) throws IOException {
        leave(phase);
        onTrial();
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(List.of("confirm"), bench.device.calls);
        assertEquals(Optional.of(Samples.digest('a')), bench.told.last(Step.CONFIRMED).patch());
    }

    @Test
    void aTrialIsFoundEvenIfNothingIsRemembered() {
        onTrial();
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(new Target(Samples.digest('a'), "5.2.0 (a)", 1), bench.saved().stand().target().orElseThrow());
    }

    @Test
    void aTrialThatIsFoundRedIsTakenBack() throws IOException {
        leave(Phase.TRIAL);
        onTrial();
        bench.health = Health.red("bad");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVATING", "TRIAL"})
    void aConfirmationThatWasNotWrittenDownIsSeen(Phase phase) throws IOException {
        leave(phase);
        onTrial();
        bench.device.trial = OptionalInt.empty();
        bench.device.confirmed = 2;
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aSwitchThatWasCutBeforeItHappenedIsTriedAgainLater() throws IOException {
        leave(Phase.ACTIVATING);
        offered();
        bench.run();
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals("cut", bench.told.last(Step.FAILED).details().get("code"));
        bench.after(Duration.ofMinutes(1));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(4, bench.told.last(Step.CONFIRMED).attempt());
    }

    @Test
    void aSwitchThatWasUndoneAndIsHeldIsToldAsThatByTheNextAgent() throws IOException {
        leave(Phase.ACTIVATING);
        offered();
        Target target = bench.saved().stand().target().orElseThrow();
        new Quarantine(bench.root).put(Hold.quarantined(target, bench.time.now(), "component X is not satisfied"));
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("quarantined", bench.told.last(Step.REVERTED).details().get("code"));
        assertEquals(List.of(), bench.device.calls.stream().filter(call -> call.startsWith("activate")).toList());
    }

    @Test
    void aTrialWaitsForTheStagesItNeeds() throws IOException {
        leave(Phase.TRIAL);
        onTrial();
        bench.stages.remove(Activator.class);
        bench.run();
        assertEquals(List.of(), bench.told.steps(), "services may take a moment to arrive after the start");
        bench.after(Engine.SETTLE);
        assertEquals(Phase.TRIAL, bench.phase(), "the trial stays one");
        assertTrue(bench.told.last(Step.FAILED).details().get("reason").contains("dev.suture.activate.Activator"));
        bench.stages.put(Activator.class, bench.device);
        bench.agent.arrived(Activator.class);
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void anAgentThatWasSwappedInTheMiddleIsContinuedByTheNext() {
        bench.run();
        bench.device.duringActivate = bench.agent::close;
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        assertThrows(CancelledException.class, () -> bench.agent.engine().run());
        assertEquals(Phase.TRIAL, bench.phase(), "what was done is on the disk");
        bench.told.events.clear();
        bench.restart("boot-1");
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(List.of("switched", "effective", "confirmed"), bench.told.steps(),
                "the event the old agent could not tell any more is told by the new one");
        List<Long> sequences = bench.told.events.stream().map(DeviceEvent::sequence).toList();
        assertEquals(sequences.stream().sorted().distinct().toList(), sequences, "it is the same boot");
    }

    @Test
    void anotherFrameworkIsAnotherBoot() {
        bench.run();
        bench.restart("boot-2");
        bench.run();
        assertEquals(new Boot("boot-2", 2, 1), bench.saved().boot());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"format\":1,\"boot\":", "{\"format\":2}", "[]", "{\"format\":1}"})
    void aFileThatCannotBeReadIsSaidSoAndCountsAsNone(String content) throws IOException {
        Files.writeString(root.resolve("agent.json"), content);
        offered();
        bench.run();
        assertTrue(bench.log.has("starting clean, because what was remembered cannot be read"), bench.log.toString());
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aHugeFileIsNotEvenRead() throws IOException {
        Files.write(root.resolve("agent.json"), new byte[2 * 1024 * 1024]);
        bench.run();
        assertTrue(bench.log.has("far too long"));
    }
}
