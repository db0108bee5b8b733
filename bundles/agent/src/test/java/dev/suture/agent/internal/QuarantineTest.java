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
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.google.gson.JsonObject;

import dev.suture.activate.ActivationResult;
import dev.suture.anchor.Setback;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;

/** When a patch that was taken back is tried again, and when it is not. */
class QuarantineTest {
    private static final Duration FIRST = Duration.ofSeconds(48);

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

    /** With the patch the gate is red, without it green again. */
    private void harmful() {
        bench.device.duringActivate = () -> bench.health = Health.red("pressure too high");
        bench.device.duringRevert = () -> bench.health = Health.green();
    }

    /** A gate beyond this host that is red after every switch. */
    private void unluckyNetwork() {
        boolean[] down = new boolean[1];
        bench.stages.put(HealthGate.class, "uplink", () -> down[0] ? Health.red("no carrier") : Health.green());
        bench.device.duringActivate = () -> down[0] = true;
        bench.device.duringRevert = () -> down[0] = false;
    }

    private long switches() {
        return bench.device.calls.stream().filter(call -> call.startsWith("activate")).count();
    }

    private Hold hold() throws IOException {
        return new Quarantine(root).find(Samples.digest('a')).orElseThrow();
    }

    private String reason(Step step) {
        return bench.told.last(step).details().get("reason");
    }

    @Test
    void aHarmfulPatchIsQuarantinedAndRefusedWheneverItIsOffered() throws Exception {
        harmful();
        bench.offer(1, 'a');

        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("quarantined: gate: pressure too high", reason(Step.REVERTED));
        assertEquals(Optional.of("quarantined"), bench.told.lastState().reason());
        assertEquals(Hold.Kind.QUARANTINED, hold().kind());

        bench.push(77);
        bench.after(Duration.ofHours(7));
        bench.restart("boot-2");
        bench.after(Duration.ofHours(7));
        bench.check();
        assertEquals(1, switches(), "a quarantined patch never returns by itself");
        assertEquals(Phase.REVERTED, bench.phase());
        DeviceEvent refused = bench.told.last(Step.REFUSED);
        assertEquals(Optional.of(Samples.digest('a')), refused.patch());
        assertEquals("quarantined", refused.details().get("code"));
        assertTrue(new History(root, 1_000_000).read().contains(refused));
        assertEquals("5.2.0 (a) is offered and refused: quarantined: gate: pressure too high",
                bench.saved().findings().lastCheck().orElseThrow().result());
    }

    @Test
    void anotherDigestIsAnotherPatch() {
        harmful();
        bench.offer(1, 'a');
        bench.device.duringActivate = () -> {};
        bench.offer(1, 'c');
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aPersonClearsIt() throws Exception {
        harmful();
        bench.offer(1, 'a');
        JsonObject held = status().getAsJsonArray("held").get(0).getAsJsonObject();
        assertEquals("5.2.0 (a)", held.get("label").getAsString());
        assertEquals("quarantined", held.get("kind").getAsString());
        bench.device.duringActivate = () -> {};
        bench.command("retry");
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.told.last(Step.CONFIRMED).attempt());
        assertEquals(0, status().getAsJsonArray("held").size());
    }

    private JsonObject status() {
        return bench.ask("{\"command\":\"status\"}");
    }

    @Test
    void droppedNetworkNoQuarantine() throws Exception {
        unluckyNetwork();
        bench.offer(1, 'a');

        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("inconclusive, try 1 of 5: uplink: no carrier (that gate looks beyond this host)",
                reason(Step.REVERTED));
        assertEquals(Optional.of("inconclusive"), bench.told.lastState().reason());
        assertEquals(bench.time.now().plus(FIRST).toString(), bench.told.last(Step.REVERTED).details().get("until"));
        bench.push(9);
        bench.check();
        assertEquals(1, switches(), "neither a notification nor a check shortens the wait");
        bench.device.duringActivate = () -> {};
        bench.after(FIRST);
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.told.last(Step.CONFIRMED).attempt());
        assertEquals(Optional.empty(), new Quarantine(root).find(Samples.digest('a')), "what succeeds is forgotten");
    }

    @Test
    void fiveInconclusiveTriesAreHeldForAPerson() throws Exception {
        unluckyNetwork();
        bench.offer(1, 'a');
        Duration wait = FIRST;
        for (int tries = 1; tries < Hold.TRIES; tries++) {
            assertEquals(Optional.of(bench.time.now().plus(wait)), hold().until());
            bench.restart("boot-" + tries);
            bench.after(wait.minusSeconds(1));
            assertEquals(tries, switches(), "not before its time");
            bench.after(Duration.ofSeconds(1));
            assertEquals(tries + 1, switches());
            wait = wait.multipliedBy(2);
        }
        assertTrue(reason(Step.REVERTED).startsWith("inconclusive, try 5 of 5, held for a person: uplink"));
        assertEquals(Optional.of("held"), bench.told.lastState().reason());
        bench.after(Duration.ofDays(30));
        assertEquals(Hold.TRIES, switches());
        bench.device.duringActivate = () -> {};
        bench.command("retry");
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aGateThatStaysRedWithoutThePatchProvesNothing() throws Exception {
        bench.device.duringActivate = () -> bench.health = Health.red("disk failing");
        Instant before = bench.time.now();
        bench.offer(1, 'a');
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
        assertTrue(hold().reason().contains("without the patch it is not green either"), hold().reason());
        assertEquals(Bench.SETTINGS.watch(), Duration.between(before, bench.time.now()));
    }

    @Test
    void aGateMayTakeAMomentToBeGreenAgain() throws Exception {
        bench.device.duringActivate = () -> bench.health = Health.red("rate of errors");
        Instant[] better = new Instant[1];
        bench.device.duringRevert = () -> better[0] = bench.time.now().plusSeconds(2);
        bench.stages.put(HealthGate.class, "clock", () -> {
            if (better[0] != null && !bench.time.now().isBefore(better[0])) {
                bench.health = Health.green();
            }
            return Health.green();
        });
        bench.offer(1, 'a');
        assertEquals(Hold.Kind.QUARANTINED, hold().kind());
    }

    @Test
    void aGateThatWasNotThereBeforeProvesNothing() throws Exception {
        bench.device.duringActivate = () -> bench.stages.put(HealthGate.class, "new", () -> {
            throw new IllegalStateException("boom");
        }, HealthGate.HOST_LOCAL);
        bench.offer(1, 'a');
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
        assertTrue(hold().reason().startsWith("new: failed with"), hold().reason());
        assertTrue(hold().reason().contains("it was not green before the switch"), hold().reason());
    }

    @Test
    void whatThisHostIsToBlameForOutweighsTheNetwork() throws Exception {
        unluckyNetwork();
        Runnable both = bench.device.duringActivate;
        bench.device.duringActivate = () -> {
            both.run();
            bench.health = Health.red("bad");
        };
        bench.device.duringRevert = () -> bench.health = Health.green();
        bench.offer(1, 'a');
        assertEquals("quarantined: gate: bad", reason(Step.REVERTED));
    }

    @Test
    void aNewSideThatIsNotWellIsQuarantinedThoughTheOldOneNeverStopped() throws Exception {
        bench.device.undone = Optional.of(new ActivationResult.Undone("component x is not satisfied", false));
        bench.offer(1, 'a');
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("quarantined: component x is not satisfied", reason(Step.REVERTED));
        bench.device.undone = Optional.empty();
        bench.after(Duration.ofDays(1));
        assertEquals(1, switches());
    }

    @Test
    void aNewSideThatIsNotWellOnADeviceThatIsNotWellProvesNothing() throws Exception {
        bench.device.undone = Optional.of(new ActivationResult.Undone("component x is not satisfied", false));
        bench.device.duringActivate = () -> bench.health = Health.red("heap full");
        bench.offer(1, 'a');
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
    }

    /** An agent that was killed while it watched, and comes up in this boot of the machine without what was on trial. */
    private void cameUpWithout(String machineBoot) {
        bench.device.duringActivate = bench.agent::close;
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        assertThrows(CancelledException.class, () -> bench.agent.engine().run());
        assertEquals(Phase.TRIAL, bench.phase());
        bench.device.duringActivate = () -> {};
        bench.device.trial = OptionalInt.empty();
        bench.machineBoot = machineBoot;
        bench.restart("boot-2");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
    }

    @Test
    void aTrialThatDiedIsQuarantined() throws Exception {
        cameUpWithout("power-1");
        assertEquals("quarantined: it did not live through its trial", reason(Step.REVERTED));
        bench.after(Duration.ofDays(1));
        assertEquals(1, switches());
    }

    @ParameterizedTest
    @CsvSource({"DIED, quarantined: it did not live through its trial",
            "UNWATCHED, quarantined: the updater fell silent in its trial",
            "CUT, 'inconclusive, try 1 of 5: it did not live through its trial (its boots were cut off)'",
            "DAMAGED, 'inconclusive, try 1 of 5: it did not live through its trial (its files were damaged on the disk)'"})
    void whatTheBootSaysCounts(Setback.Cause cause, String reason) {
        bench.anchor.setback = Optional.of(new Setback(2, cause));
        cameUpWithout("power-1");
        assertEquals(reason, reason(Step.REVERTED));
    }

    @Test
    void twoPowerCutsNoQuarantine() throws Exception {
        cameUpWithout("power-3");
        assertTrue(hold().line().contains("the machine was booted in the middle of it"), hold().line());
        bench.after(FIRST);
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aGateThatIsRedAfterAPowerCutProvesNothing() throws Exception {
        bench.device.duringActivate = bench.agent::close;
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        assertThrows(CancelledException.class, () -> bench.agent.engine().run());
        bench.health = Health.red("file system dirty");
        bench.device.duringRevert = () -> bench.health = Health.green();
        bench.machineBoot = "power-2";
        bench.restart("boot-2");
        bench.run();
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
    }

    @Test
    void anAgentThatDiesBetweenRevertAndJudgementIsContinuedByTheNext() throws Exception {
        bench.device.duringActivate = () -> bench.health = Health.red("pressure too high");
        bench.device.duringRevert = () -> {
            bench.health = Health.green();
            bench.agent.close();
        };
        bench.verifier.offer = Optional.of(Samples.offer(1, 'a'));
        bench.agent.notified(Samples.push(1));
        assertThrows(CancelledException.class, () -> bench.agent.engine().run());
        bench.restart("boot-1");
        bench.run();
        assertEquals("quarantined: gate: pressure too high", reason(Step.REVERTED));
    }

    @Test
    void anUnreadableQuarantineInstallsNothingUntilAPersonClearsIt() throws Exception {
        Files.writeString(root.resolve("quarantine.json"), "{");
        bench.offer(1, 'a');
        assertEquals(0, switches());
        assertTrue(reason(Step.FAILED).contains("remove " + root.resolve("quarantine.json")), reason(Step.FAILED));
        bench.command("retry");
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aClockThatWasSetBackDoesNotProlongAWait() {
        Target target = new Target(Samples.digest('a'), "5.2.0 (a)", 1);
        Instant now = bench.time.now();
        Hold hold = Hold.inconclusive(target, 1, Duration.ofMinutes(1), now, "x");
        assertTrue(hold.holds(now));
        assertFalse(hold.holds(now.plusSeconds(60)));
        assertFalse(hold.holds(now.minus(Duration.ofDays(1))));
    }
}
