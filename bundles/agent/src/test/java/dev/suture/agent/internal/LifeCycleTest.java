// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationResult;
import dev.suture.activate.Drained;
import dev.suture.fetch.FetchException;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.policy.Decision;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.DeviceState;
import dev.suture.report.Phase;
import dev.suture.report.Reporter;
import dev.suture.stage.StageException;
import dev.suture.verify.Standing;

/** One offer from notification to each of its ends. */
class LifeCycleTest {
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
    void theWholeWayIsToldInOrder() throws Exception {
        bench.offer(1, 'a');

        List<String> way = List.of("notified", "verified", "offered", "fetching", "staged", "activating", "switched",
                "effective", "confirmed");
        assertEquals(way, bench.told.steps());
        assertEquals(List.of("stage", "activate 1 2", "confirm"), bench.device.calls);
        assertEquals(0, bench.verifier.level, "the confirmed level was handed to the verifier");
        assertEquals("19", bench.told.last(Step.SWITCHED).details().get("closedMillis"));
        assertEquals("5.2.0 (a)", bench.told.last(Step.CONFIRMED).details().get("label"));
        assertEquals("300", bench.told.last(Step.STAGED).details().get("bytes"));
        assertEquals(bench.told.events, new History(root, 1_000_000).read());
        assertEquals("dev/suture/device/CONFIRMED",
                bench.told.posted.get(bench.told.posted.size() - 1).getTopic());
        assertEquals("confirmed", bench.told.posted.get(bench.told.posted.size() - 1).getProperty("step"));
        for (int i = 0; i < bench.told.events.size(); i++) {
            assertEquals(i + 1, bench.told.events.get(i).sequence());
        }
    }

    @Test
    void theStateSaysWhatRunsAndWhereItStands() {
        bench.offer(1, 'a');

        DeviceState state = bench.told.lastState();
        assertEquals(new DeviceState.Running("5.2.0", 1, 2), state.running());
        assertEquals(Phase.CONFIRMED, state.phase());
        assertEquals(1, state.bootCount());
        assertEquals(Optional.empty(), state.reason());
        List<Phase> phases = bench.told.states.stream().map(DeviceState::phase).toList();
        assertEquals(List.of(Phase.IDLE, Phase.AVAILABLE, Phase.FETCHING, Phase.STAGED, Phase.ACTIVATING, Phase.TRIAL,
                Phase.CONFIRMED), phases);
        assertFalse(bench.told.states.get(0).generation().equals(state.generation()));
    }

    @Test
    void theWatchWindowPassesBeforeTheConfirmation() {
        Instant before = bench.time.now();
        bench.offer(1, 'a');
        assertEquals(Bench.SETTINGS.watch(), Duration.between(before, bench.time.now()));
    }

    @Test
    void theAnchorIsToldInEveryRoundThatTheTrialIsWatched() {
        bench.offer(1, 'a');
        assertTrue(bench.anchor.watched > Bench.SETTINGS.watch().toSeconds(), bench.anchor.watched + " times");
    }

    @Test
    void nothingNewIsQuietAndStaysIdle() {
        bench.push(1);
        assertEquals(List.of("notified", "verified"), bench.told.steps());
        assertEquals(Phase.IDLE, bench.phase());
        bench.push(1);
        assertEquals(2, bench.told.steps().size(), "the same notification again is no news");
        assertEquals(3, bench.verifier.hints.size(), "but it is looked at");
    }

    @Test
    void oldRequestsHoldEffectiveBackUntilTheyLeave() {
        bench.device.drained.add(new Drained.Leftovers(List.of("2 requests")));
        bench.offer(1, 'a');
        assertTrue(bench.told.steps().contains("effective"));
        assertEquals("1000", bench.told.last(Step.EFFECTIVE).details().get("millis"));
    }

    @Test
    void effectiveIsForcedWhenOldRequestsDoNotLeave() {
        for (int i = 0; i < 3; i++) {
            bench.device.drained.add(new Drained.Leftovers(List.of("1 request at /slow")));
        }
        bench.offer(1, 'a');
        assertFalse(bench.told.steps().contains("effective"));
        assertEquals("1 request at /slow", bench.told.last(Step.EFFECTIVE_FORCED).details().get("leftovers"));
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aRedGateTakesTheGenerationBack() {
        bench.device.duringActivate = () -> bench.health = Health.red("pressure too high");
        bench.offer(1, 'a');

        assertEquals(Phase.REVERTED, bench.phase());
        assertTrue(bench.device.calls.contains("revert gate: pressure too high"), bench.device.calls.toString());
        String reason = bench.told.last(Step.REVERTED).details().get("reason");
        assertTrue(reason.contains("gate: pressure too high"), reason);
        assertEquals(1, bench.told.lastState().running().generation());
    }

    @Test
    void aGateThatTurnsRedInTheWindowTakesTheGenerationBack() {
        Instant turning = bench.time.now().plusSeconds(4);
        bench.stages.put(dev.suture.health.HealthGate.class, "late",
                () -> bench.time.now().isBefore(turning) ? Health.green() : Health.red("late"));
        bench.offer(1, 'a');
        assertEquals(Phase.REVERTED, bench.phase());
    }

    @Test
    void aGateThatFailsIsRed() {
        bench.device.duringActivate = () -> bench.stages.put(dev.suture.health.HealthGate.class, "broken", () -> {
            throw new IllegalStateException("boom");
        });
        bench.offer(1, 'a');
        assertTrue(bench.told.last(Step.REVERTED).details().get("reason").contains("boom"));
    }

    @Test
    void aRevertThatDoesNotWorkIsTriedAgainAndNothingIsConfirmedMeanwhile() {
        Instant repaired = bench.time.now().plusSeconds(60);
        bench.device.duringActivate = () -> bench.health = Health.red("bad");
        bench.device.revertMisuse = Optional.of(new IllegalStateException("it was booted; restart the gateway"));
        bench.stages.put(dev.suture.health.HealthGate.class, "clock", () -> {
            if (!bench.time.now().isBefore(repaired)) {
                bench.device.revertMisuse = Optional.empty();
            }
            return Health.green();
        });
        bench.offer(1, 'a');
        assertEquals(Phase.REVERTED, bench.phase());
        assertTrue(bench.log.has("restart the gateway"));
        assertFalse(bench.device.calls.contains("confirm"));
    }

    @Test
    void aConfirmationThatDoesNotWorkIsTriedAgain() {
        bench.device.confirmFailure = Optional.of(new ActivationException("disk full"));
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.device.calls.stream().filter("confirm"::equals).count());
    }

    @Test
    void aSwitchThatIsUndoneForLackOfTimeIsTriedAgain() {
        bench.device.undone = Optional.of(new ActivationResult.Undone("the doors were closed too long", true));
        bench.offer(1, 'a');
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals("time", bench.told.last(Step.FAILED).details().get("code"));
        bench.device.undone = Optional.empty();
        bench.after(Duration.ofSeconds(3));
        assertEquals(Phase.FAILED, bench.phase(), "not before its time");
        bench.after(Duration.ofSeconds(4));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.told.last(Step.CONFIRMED).attempt());
    }

    @Test
    void aPlanThatDidNotWorkNamesTheCauseAndIsTriedAgain() {
        bench.device.planFailure = Optional.of(new ActivationException("text 1.9.0 is not installed"));
        bench.offer(1, 'a');
        assertEquals(Phase.FAILED, bench.phase());
        assertTrue(bench.told.last(Step.FAILED).details().get("reason").contains("text 1.9.0"));
        bench.device.planFailure = Optional.empty();
        bench.after(Duration.ofMinutes(1));
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aPlanThatIsImpossibleIsRefusedAndNotTriedAgainUntilAPersonAsks() {
        bench.device.planFailure = Optional.of(ActivationException.refusal("foreign bundle x stands in the way"));
        bench.offer(1, 'a');
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals("misfit", bench.told.last(Step.REFUSED).details().get("code"));
        assertTrue(bench.told.last(Step.REFUSED).details().get("reason").contains("foreign bundle x"));
        assertEquals(Retry.NONE, bench.saved().retry());
        bench.device.planFailure = Optional.empty();
        bench.after(Duration.ofHours(7));
        assertEquals(Phase.REFUSED, bench.phase());
        bench.check();
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aPatchThatDoesNotFitIsRefusedUntilAPersonAsks() {
        bench.device.stageFailure = Optional
                .of(new StageException(StageException.Reason.DOES_NOT_FIT, "text 1.9.0 is not on this device"));
        bench.offer(1, 'a');
        assertEquals(Phase.REFUSED, bench.phase());
        bench.device.stageFailure = Optional.empty();
        bench.after(Duration.ofHours(2));
        bench.push(99);
        assertEquals(Phase.REFUSED, bench.phase(), "a terminal phase does not reopen");
        bench.check();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.told.last(Step.CONFIRMED).attempt());
    }

    @Test
    void wrongContentAndAFullDiskFailAndAreTriedAgain() {
        for (StageException.Reason reason : List.of(StageException.Reason.WRONG_CONTENT,
                StageException.Reason.DISK_FULL)) {
            bench.device.stageFailure = Optional.of(new StageException(reason, "bad"));
            bench.offer(1, 'a');
            assertEquals(Phase.FAILED, bench.phase());
        }
        bench.device.stageFailure = Optional.empty();
        bench.after(Duration.ofMinutes(5));
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void anOfferThatIsWithdrawnWhileItWaitsIsDropped() {
        bench.decision = Decision.defer(bench.time.now().plus(Duration.ofDays(1)), "not today");
        bench.offer(1, 'a');
        bench.verifier.offer = Optional.empty();
        bench.after(Duration.ofHours(2));
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals("withdrawn", bench.told.last(Step.REFUSED).details().get("code"));
        bench.decision = Decision.proceed();
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase(), "and taken up again when it is offered again");
    }

    @Test
    void stagedThenHaltDropped() {
        bench.verifier.standing = new Standing.Withdrawn("halted");
        bench.offer(1, 'a');
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals(List.of("stage"), bench.device.calls, "nothing was switched");
    }

    @Test
    void stagedThenPulledIsNeverInstalled() {
        bench.stages.remove(UpdatePolicy.class);
        bench.stages.put(UpdatePolicy.class, "window", (step, offer, context) -> step == dev.suture.policy.Step.ACTIVATE
                ? Decision.defer(context.now().plus(Duration.ofHours(8)), "night only")
                : Decision.proceed());
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        bench.verifier.offer = Optional.empty();
        bench.push(9);
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals("withdrawn", bench.told.last(Step.REFUSED).details().get("code"));
        bench.after(Duration.ofHours(9));
        assertEquals(List.of("stage"), bench.device.calls);
    }

    @Test
    void staleMetadataDefersUntilItIsFresh() {
        bench.verifier.standing = new Standing.Stale(Instant.EPOCH);
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals(Optional.of("freshness"), bench.told.lastState().reason());
        int checks = bench.verifier.hints.size();
        bench.verifier.standing = new Standing.Good();
        bench.after(Duration.ofMinutes(10));
        assertEquals(checks + 1, bench.verifier.hints.size(), "it was verified anew");
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aDeviceThatIsNotWellIsLeftAlone() {
        bench.health = Health.red("sensor gone");
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals(Optional.of("health"), bench.told.lastState().reason());
        bench.health = Health.green();
        bench.after(Duration.ofMinutes(10));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(List.of("stage", "activate 1 2", "confirm"), bench.device.calls, "staged once");
    }

    @Test
    void aNewerOfferTakesThePlaceOfOneThatWaits() {
        bench.decision = Decision.defer(bench.time.now().plus(Duration.ofDays(1)), "not today");
        bench.offer(1, 'a');
        bench.decision = Decision.proceed();
        bench.offer(2, 'b');
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals("5.2.0 (b)", bench.told.last(Step.CONFIRMED).details().get("label"));
        assertEquals(1, bench.told.last(Step.CONFIRMED).attempt());
        assertEquals(List.of(new Target(Samples.digest('a'), "5.2.0 (a)", 1)), bench.saved().past());
    }

    @Test
    void aNotificationDuringAnOperationIsHandledAfterIt() {
        bench.device.duringActivate = () -> {
            bench.agent.notified(Samples.push(8));
            bench.agent.notified(Samples.push(9));
            bench.verifier.offer = Optional.of(Samples.offer(2, 'b'));
        };
        bench.offer(1, 'a');
        assertEquals(Samples.push(9), bench.verifier.hints.get(bench.verifier.hints.size() - 1), "the newest wins");
        assertEquals(3, bench.device.confirmed, "both patches were applied, one after the other");
    }

    @Test
    void aFailedCheckDoesNotReopenWhatEnded() {
        bench.offer(1, 'a');
        bench.verifier.unreachable = Optional
                .of(new FetchException(FetchException.Reason.UNREACHABLE, URI.create("http://r/"), "no route"));
        bench.after(Duration.ofHours(2));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(Optional.empty(), bench.told.last(Step.FAILED).patch(), "the failure is not the patch's");
        bench.verifier.unreachable = Optional.empty();
        bench.after(Duration.ofMinutes(2));
        assertEquals(Retry.NONE, bench.saved().retry());
    }

    @Test
    void aReporterThatComesLaterIsToldTheState() {
        bench.stages.remove(dev.suture.report.Reporter.class);
        bench.offer(1, 'a');
        Told late = new Told();
        bench.stages.put(dev.suture.report.Reporter.class, late);
        bench.agent.arrived(dev.suture.report.Reporter.class);
        bench.run();
        assertEquals(Phase.CONFIRMED, late.lastState().phase());
    }

    @Test
    void aReporterThatFailsDisturbsNobody() {
        bench.stages.put(dev.suture.report.Reporter.class, "broken", new Reporter() {
            @Override
            public void report(DeviceState state) {
                throw new IllegalStateException("boom");
            }

            @Override
            public void report(DeviceEvent event) {
                throw new IllegalStateException("boom");
            }
        });
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertTrue(bench.log.has("broken failed to take a report"));
    }
}
