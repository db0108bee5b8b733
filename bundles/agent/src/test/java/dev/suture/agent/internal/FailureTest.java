// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.activate.Activator;
import dev.suture.anchor.Anchor;
import dev.suture.fetch.FetchException;
import dev.suture.policy.Decision;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.stage.Stager;
import dev.suture.verify.VerificationException;
import dev.suture.verify.Verifier;

/** What fails, how it is named, and when it is tried again. */
class FailureTest {
    private static final FetchException NO_ROUTE = new FetchException(FetchException.Reason.UNREACHABLE,
            URI.create("http://repository/x"), "no route");
    private static final VerificationException FORGED = new VerificationException(
            VerificationException.Attack.ARBITRARY_CONTENT, "timestamp", "not signed by the right key");

    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.run();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aFailedFetchIsTriedAgainEverMoreSeldom() {
        bench.device.unreachable = Optional.of(NO_ROUTE);
        bench.offer(1, 'a');
        assertTrue(bench.told.last(Step.FAILED).details().get("reason").contains("no route"));
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Duration wait = Duration.between(bench.time.now(), bench.saved().retry().at().orElseThrow());
            waits.add(wait.toSeconds());
            bench.after(wait);
        }
        long minute = (long) (60 * (1 - Chance.JITTER));
        assertEquals(List.of(minute, 2 * minute, 4 * minute, 8 * minute, 16 * minute, 32 * minute, 64 * minute,
                128 * minute, 256 * minute, 360 * minute, 360 * minute, 360 * minute), waits);
        bench.device.unreachable = Optional.empty();
        bench.after(Duration.ofHours(6));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(14, bench.told.last(Step.CONFIRMED).attempt());
        assertEquals(Retry.NONE, bench.saved().retry());
    }

    @Test
    void freshNewsEndAWaitAtOnceAndOldNewsDoNot() {
        bench.device.unreachable = Optional.of(NO_ROUTE);
        bench.offer(1, 'a');
        bench.device.unreachable = Optional.empty();
        bench.push('a');
        assertEquals(Phase.FAILED, bench.phase(), "the same notification again is no news");
        bench.push(42);
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aRepositoryThatIsAwayIsNamedAndFoundAgain() {
        bench.verifier.unreachable = Optional.of(NO_ROUTE);
        bench.push(1);
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals(Optional.of("fetch"), bench.told.lastState().reason());
        assertTrue(bench.saved().findings().lastCheck().orElseThrow().result().contains("no route"));
        bench.verifier.unreachable = Optional.empty();
        bench.after(Duration.ofMinutes(1));
        assertEquals(Phase.IDLE, bench.phase());
        assertEquals(Optional.empty(), bench.told.lastState().reason());
    }

    @Test
    void aFailureThatRepeatsItselfIsToldOnce() {
        bench.verifier.unreachable = Optional.of(NO_ROUTE);
        for (int i = 0; i < 5; i++) {
            bench.after(Duration.ofHours(2));
        }
        assertEquals(List.of("failed"), bench.told.steps());
        assertEquals(5, bench.saved().retry().failures());
    }

    @Test
    void aCheckThatFailsAndWorksAgainDoesNotReopenARefusal() {
        bench.decision = Decision.refuse("no");
        bench.offer(1, 'a');
        bench.verifier.unreachable = Optional.of(NO_ROUTE);
        bench.after(Duration.ofHours(2));
        bench.verifier.unreachable = Optional.empty();
        bench.decision = Decision.proceed();
        bench.after(Duration.ofMinutes(1));
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals(Retry.NONE, bench.saved().retry());
        assertEquals(Optional.of("policy"), bench.told.lastState().reason());
    }

    @Test
    void aFailedCheckNeitherShortensNorForgetsADeferral() {
        bench.decision = Decision.defer(bench.time.now().plus(Duration.ofHours(5)), "later");
        bench.offer(1, 'a');
        Retry before = bench.saved().retry();
        bench.verifier.unreachable = Optional.of(NO_ROUTE);
        bench.after(Duration.ofHours(2));
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals(before.at(), bench.saved().retry().at());
        assertEquals(Optional.of("policy"), bench.told.lastState().reason());
    }

    @Test
    void pushAfterRotation() {
        bench.verifier.refusal = Optional.of(FORGED);
        bench.verifier.refusesPushes = true;
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.push(1);
        assertEquals(Phase.CONFIRMED, bench.phase(), "the check without the notification found the patch");
        assertEquals(List.of(Optional.empty(), Samples.push(1).timestamp(), Optional.empty()),
                bench.verifier.hints.stream().map(hint -> hint.timestamp()).toList());
    }

    @Test
    void whatTheRepositoryServesWrongIsNotBlamedOnTheNotification() {
        bench.verifier.refusal = Optional.of(new VerificationException(VerificationException.Attack.MALFORMED, "root",
                "not strict JSON"));
        bench.push(1);
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals("verify", bench.told.last(Step.FAILED).details().get("code"));
        bench.verifier.refusal = Optional.empty();
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase(), "the next notification is not taken for a flood");
    }

    @Test
    void aFloodOfForgedNotificationsCostsOneCheckInTenMinutes() {
        bench.verifier.refusal = Optional.of(FORGED);
        bench.verifier.refusesPushes = true;
        for (int i = 0; i < 100; i++) {
            bench.push(i);
            bench.time.pass(Duration.ofSeconds(1));
        }
        assertEquals(1, bench.verifier.hints.stream().skip(1).filter(hint -> hint.timestamp().isEmpty()).count());
        assertEquals(List.of("notified"), bench.told.steps(), "and one event");
        assertEquals(Phase.IDLE, bench.phase(), "a forged notification changes nothing");
        assertEquals(Retry.NONE, bench.saved().retry());
        bench.time.pass(Duration.ofMinutes(10));
        bench.push(101);
        assertEquals(2, bench.verifier.hints.stream().skip(1).filter(hint -> hint.timestamp().isEmpty()).count());
    }

    @Test
    void refusedMetadataFailsAndNamesTheDocument() {
        bench.verifier.refusal = Optional.of(FORGED);
        bench.after(Duration.ofHours(2));
        assertEquals("verify", bench.told.last(Step.FAILED).details().get("code"));
        assertTrue(bench.told.last(Step.FAILED).details().get("reason").startsWith("timestamp:"));
    }

    @ParameterizedTest
    @ValueSource(classes = {Verifier.class, Stager.class, Activator.class})
    void aMissingStageIsNamedAndItsArrivalEndsTheWait(Class<?> contract) {
        bench.stages.remove(contract);
        bench.restart("boot-2");
        bench.time.pass(Engine.SETTLE);
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        Duration wait = bench.run();
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals("missing", bench.told.last(Step.FAILED).details().get("code"));
        assertTrue(bench.told.last(Step.FAILED).details().get("reason").contains(contract.getName()));
        assertTrue(wait.compareTo(Duration.ofSeconds(1)) >= 0, "it waits instead of trying without end");
        bench.addStages();
        bench.agent.arrived(contract);
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void withoutTheAnchorNothingIsDone() {
        bench.stages.remove(Anchor.class);
        bench.time.pass(Engine.SETTLE);
        bench.offer(1, 'a');
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals(List.of(), bench.device.calls);
        bench.stages.put(Anchor.class, bench.anchor);
        bench.agent.arrived(Anchor.class);
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aDamagedQuarantineStopsEverythingAndSaysWhatToDo() throws IOException {
        Files.writeString(root.resolve("quarantine.json"), "{");
        bench.offer(1, 'a');
        assertEquals(Phase.FAILED, bench.phase());
        assertTrue(bench.told.last(Step.FAILED).details().get("reason").contains("remove"));
        assertEquals(List.of(), bench.device.calls);
        Files.delete(root.resolve("quarantine.json"));
        bench.check();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() throws IOException {
        Files.delete(root.resolve("agent.json"));
        Files.createDirectories(root.resolve("agent.json").resolve("in the way"));
        bench.offer(1, 'a');
        assertEquals(List.of(), bench.device.calls);
        assertTrue(bench.log.has("agent.json"), bench.log.toString());
    }

    @Test
    void aBugInAStageIsAFailureAndNoMore() {
        bench.verifier.bug = Optional.of(new IllegalStateException("boom"));
        bench.agent.notified(Samples.push(1));
        try {
            bench.agent.engine().broken(
                    assertThrows(IllegalStateException.class, bench::run));
        } catch (CancelledException e) {
            throw new AssertionError(e);
        }
        assertEquals("internal", bench.told.last(Step.FAILED).details().get("code"));
        bench.verifier.bug = Optional.empty();
        bench.after(Duration.ofMinutes(1));
        assertEquals(Phase.IDLE, bench.phase());
    }

    @Test
    void aClockThatIsSetBackDoesNotMakeAWaitEndless() {
        bench.device.unreachable = Optional.of(NO_ROUTE);
        bench.offer(1, 'a');
        bench.device.unreachable = Optional.empty();
        bench.time.jump(Duration.ofDays(-365 * 20));
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void thePollGoesOnWithoutNotifications() {
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        Duration wait = bench.run();
        assertFalse(wait.compareTo(Duration.ofHours(1)) > 0);
        bench.after(wait);
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertFalse(bench.told.steps().contains("notified"));
    }
}
