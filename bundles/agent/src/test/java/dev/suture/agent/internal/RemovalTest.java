// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationResult;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.DeviceState;
import dev.suture.report.Phase;

/** A local operator takes a patch off again. */
class RemovalTest {
    @TempDir
    Path root;
    private Bench bench;

    /** On 5.2.0 (b), by way of (a): generations 1 to 3. */
    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.run();
        bench.offer(1, 'a');
        bench.offer(2, 'b');
        assertEquals(3, bench.device.confirmed);
        bench.device.calls.clear();
        bench.told.events.clear();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private JsonObject remove(String more) {
        JsonObject answer = bench.ask("{\"command\":\"remove\"" + more + "}");
        bench.run();
        return answer;
    }

    private void refused(String reason, String more) {
        JsonObject answer = remove(more);
        assertFalse(answer.get("ok").getAsBoolean());
        assertTrue(answer.get("error").getAsString().contains(reason), answer::toString);
        assertEquals(List.of(), bench.device.calls);
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    private String reason(Step step) {
        return bench.told.last(step).details().get("reason");
    }

    @Test
    void itGoesBackToTheLevelBeforeByASwitchOnTrial() {
        assertTrue(remove("").get("message").getAsString().contains("from 5.2.0 (b) to 5.2.0 (a)"));
        assertEquals(List.of("activate 3 2", "confirm"), bench.device.calls);
        assertEquals(List.of("activating", "switched", "effective", "confirmed"), bench.told.steps());
        assertEquals("removal of 5.2.0 (b)", bench.told.last(Step.CONFIRMED).details().get("label"));
        assertEquals(2, bench.told.last(Step.CONFIRMED).attempt());
        DeviceState state = bench.told.lastState();
        assertEquals(new DeviceState.Running("5.2.0", 1, 2), state.running());
        assertEquals(Optional.of("removed"), state.reason());
    }

    @Test
    void itGoesBackToTheBaseAndTheRemovedPatchIsHeld() {
        remove(",\"to\":0,\"holdDays\":3");
        assertEquals(List.of("activate 3 1", "confirm"), bench.device.calls);
        bench.push(7);
        assertEquals(0, bench.verifier.level, "what is below is no floor, and (b) is offered again");
        assertEquals("removed", bench.told.last(Step.REFUSED).details().get("code"));
        bench.after(Duration.ofDays(2));
        assertEquals(1, bench.device.confirmed);
        bench.after(Duration.ofDays(1));
        assertEquals("5.2.0 (b)", bench.told.last(Step.CONFIRMED).details().get("label"), "the hold has ended");
        assertEquals(3, bench.told.last(Step.CONFIRMED).attempt());
    }

    @Test
    void itIsNotFinalBeforeTheHoldIsWrittenDown() throws IOException {
        Path obstacle = Files.createDirectory(root.resolve("quarantine.json.tmp"));
        Instant enough = bench.time.now().plusSeconds(20);
        bench.time.onPause = () -> {
            assertFalse(bench.device.calls.contains("confirm"));
            if (bench.time.now().isAfter(enough)) {
                bench.time.onPause = () -> {};
                assertTrue(obstacle.toFile().delete());
            }
        };
        bench.ask("{\"command\":\"remove\"}");
        bench.run();
        assertEquals(List.of("activate 3 2", "confirm"), bench.device.calls);
        bench.push(7);
        assertEquals("removed", bench.told.last(Step.REFUSED).details().get("code"));
    }

    @Test
    void aNewerLevelIsNotHeld() {
        remove("");
        bench.offer(3, 'c');
        assertEquals("5.2.0 (c)", bench.told.last(Step.CONFIRMED).details().get("label"));
    }

    @Test
    void aPersonMayWantItBackAtOnce() {
        remove("");
        bench.command("retry");
        assertEquals("5.2.0 (b)", bench.told.last(Step.CONFIRMED).details().get("label"));
    }

    @Test
    void onlyWhatIsBelowAndWasConfirmedHereIsAWayBack() {
        refused("5.2.0 (c) is not below 5.2.0 (b) or was never confirmed on this device; it may go to 5.2.0, 5.2.0 (a)",
                ",\"to\":3");
        refused("5.2.0 (b) is not below", ",\"to\":2");
        refused("'to'", ",\"to\":-1");
        refused("'holdDays'", ",\"holdDays\":366");
        refused("an unknown field", ",\"more\":1");
        bench.device.undone = Optional.of(new ActivationResult.Undone("not well", false));
        bench.offer(3, 'c');
        bench.device.undone = Optional.empty();
        bench.offer(4, 'd');
        bench.device.calls.clear();
        refused("5.2.0 (c) is not below 5.2.0 (d) or was never confirmed", ",\"to\":3");
    }

    @Test
    void fromTheBaseThereIsNoWayBack() {
        remove(",\"to\":0");
        bench.device.calls.clear();
        refused("5.2.0 is the base release; there is nothing to remove", "");
    }

    @Test
    void theOwnerMayForbidIt() {
        bench.restart(new Settings(Bench.SETTINGS.watch(), Bench.SETTINGS.linger(), Bench.SETTINGS.polls(),
                Bench.SETTINGS.ask(), false));
        bench.run();
        refused("removal=false", "");
    }

    @Test
    void nothingIsRemovedInTheMiddleOfATrial() {
        bench.device.duringActivate = () -> {
            bench.device.trial = OptionalInt.of(4);
            bench.agent.close();
        };
        bench.verifier.offer = Optional.of(Samples.offer(3, 'c'));
        bench.agent.notified(Samples.push(1));
        assertThrows(CancelledException.class, () -> bench.agent.engine().run());
        JsonObject answer = bench.ask("{\"command\":\"remove\"}");
        assertTrue(answer.get("error").getAsString().contains("on trial"), answer::toString);
    }

    @Test
    void nothingIsRemovedInTheMiddleOfASwitch() {
        List<JsonObject> answers = new ArrayList<>();
        bench.device.duringActivate = () -> answers.add(bench.ask("{\"command\":\"remove\"}"));
        remove("");
        assertTrue(answers.get(0).get("error").getAsString().contains("a switch is under way"), answers::toString);
        assertEquals(List.of("activate 3 2", "confirm"), bench.device.calls, "removed once");
    }

    @Test
    void whoAsksTwiceGetsItOnce() {
        List<JsonObject> answers = new ArrayList<>();
        bench.stages.put(HealthGate.class, "asks again", () -> {
            if (answers.isEmpty()) {
                answers.add(bench.ask("{\"command\":\"remove\"}"));
            }
            return Health.green();
        });
        remove("");
        assertTrue(answers.get(0).get("ok").getAsBoolean(), answers::toString);
        assertEquals(List.of("activate 3 2", "confirm"), bench.device.calls);
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(Optional.of("removed"), bench.told.lastState().reason());
    }

    @Test
    void aDeviceThatIsNotWellMayBeTakenBackButNotMadeWorse() {
        bench.health = Health.red("since (b) the sensor is gone");
        remove("");
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.device.confirmed);

        bench.health = Health.green();
        bench.device.calls.clear();
        bench.device.duringActivate = () -> bench.health = Health.red("worse");
        remove("");
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("5.2.0 (a) was not removed, ask again: gate: worse", reason(Step.REVERTED));
        assertEquals(2, bench.device.confirmed);
    }

    @Test
    void nobodyIsBlamedForARemovalThatDoesNotComeAbout() throws Exception {
        bench.device.undone = Optional.of(new ActivationResult.Undone("the doors were closed too long", true));
        remove("");
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("5.2.0 (b) was not removed, ask again: the doors were closed too long", reason(Step.REVERTED));
        bench.device.undone = Optional.of(new ActivationResult.Undone("component x is not satisfied", false));
        remove("");
        assertEquals(Phase.REVERTED, bench.phase());
        bench.device.undone = Optional.empty();
        bench.device.planFailure = Optional.of(ActivationException.refusal("foreign bundle x stands in the way"));
        remove("");
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals(List.of(), new Quarantine(root).all());
        bench.after(Duration.ofDays(1));
        assertEquals(3, bench.device.confirmed);
        bench.device.planFailure = Optional.empty();
        remove("");
        assertEquals(2, bench.device.confirmed);
    }

    /** The agent dies when the old generation serves again, on trial. */
    private void dieInTheTrial() {
        bench.device.duringActivate = bench.agent::close;
        bench.ask("{\"command\":\"remove\"}");
        assertThrows(CancelledException.class, () -> bench.agent.engine().run());
        assertEquals(Phase.TRIAL, bench.phase());
        bench.device.duringActivate = () -> {};
    }

    @Test
    void aTrialThatIsFoundGoesOn() throws Exception {
        dieInTheTrial();
        bench.restart("boot-2");
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.device.confirmed);
        assertEquals(Hold.Kind.REMOVED, new Quarantine(root).find(Samples.digest('b')).orElseThrow().kind());
    }

    @Test
    void aConfirmationThatWasNotWrittenDownIsSeen() throws Exception {
        dieInTheTrial();
        bench.device.trial = OptionalInt.empty();
        bench.device.confirmed = 2;
        bench.restart("boot-2");
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertTrue(new Quarantine(root).find(Samples.digest('b')).isPresent());
    }

    @Test
    void aTrialThatDiedLeavesWhatRan() throws Exception {
        dieInTheTrial();
        bench.device.trial = OptionalInt.empty();
        bench.restart("boot-2");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("5.2.0 (b) was not removed, ask again: it was cut off", reason(Step.REVERTED));
        assertEquals(List.of(), new Quarantine(root).all());
        bench.push(8);
        assertEquals(3, bench.device.confirmed);
    }
}
