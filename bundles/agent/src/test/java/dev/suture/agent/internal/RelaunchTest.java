// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

import dev.suture.anchor.Setback;
import dev.suture.anchor.Setback.Cause;
import dev.suture.health.Health;
import dev.suture.patch.Terms;
import dev.suture.policy.Decision;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;
import dev.suture.verify.Verifier;

/** A patch that only a boot can bring up, by a publisher who did not say so. */
class RelaunchTest {
    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.device.mode = Terms.Mode.RELAUNCH;
        bench.stages.put(UpdatePolicy.class, "owner", (step, offer, context) -> offer.patch().terms()
                .mode() == Terms.Mode.RELAUNCH && !context.consented()
                        ? Decision.defer(context.now().plus(Duration.ofHours(1)), "waits for consent")
                        : Decision.proceed());
        bench.run();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private JsonObject consent() {
        byte[] answer = bench.agent.commands().apply("{\"command\":\"consent\"}".getBytes(StandardCharsets.UTF_8));
        bench.run();
        try {
            return StrictJson.parse("answer", answer, 4096);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void waitsForThePolicyWhichSeesWhatThePlanSays() {
        bench.offer(1, 'a');
        bench.after(Duration.ofDays(2));
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals("owner: waits for consent", bench.told.last(Step.DEFERRED).details().get("reason"));
        assertEquals(List.of("stage"), bench.device.calls);
        assertEquals(0, bench.anchor.relaunches);
    }

    @Test
    void aPersonsWordIsEnoughAndNeedsNoNetwork() {
        bench.offer(1, 'a');
        bench.stages.remove(Verifier.class);
        bench.stages.put(Verifier.class, bench.verifier);
        int checks = bench.verifier.hints.size();
        JsonObject answer = consent();
        assertTrue(answer.get("ok").getAsBoolean());
        assertTrue(answer.get("message").getAsString().contains("5.2.0 (a)"));
        assertEquals(checks, bench.verifier.hints.size());
        assertEquals(List.of("stage", "activate 1 2"), bench.device.calls);
        assertEquals(1, bench.anchor.relaunches);
        assertEquals(Phase.ACTIVATING, bench.phase());
    }

    @Test
    void theWordHoldsOverARestart() {
        bench.offer(1, 'a');
        bench.verifier.standing = new dev.suture.verify.Standing.Stale(java.time.Instant.EPOCH);
        consent();
        assertEquals(Phase.DEFERRED, bench.phase());
        bench.restart("boot-2");
        bench.verifier.standing = new dev.suture.verify.Standing.Good();
        bench.after(Duration.ofMinutes(11));
        assertEquals(1, bench.anchor.relaunches);
    }

    @Test
    void theWordIsForThisPatchAlone() {
        bench.offer(1, 'a');
        consent();
        boot(Optional.empty());
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(Optional.empty(), bench.saved().findings().consent());
        bench.offer(2, 'b');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals(1, bench.anchor.relaunches);
    }

    @Test
    void withNothingThatWaitsThereIsNothingToAgreeTo() {
        assertFalse(consent().get("ok").getAsBoolean());
        bench.device.mode = Terms.Mode.LIVE;
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertFalse(consent().get("ok").getAsBoolean());
    }

    @Test
    void theBootedTrialIsWatchedAndAccepted() {
        bench.offer(1, 'a');
        consent();
        boot(Optional.empty());
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(List.of("switched", "effective", "confirmed"),
                bench.told.steps().subList(bench.told.steps().size() - 3, bench.told.steps().size()));
        assertEquals(1, bench.told.last(Step.CONFIRMED).attempt());
        assertEquals(1, bench.anchor.relaunches);
    }

    @Test
    void aRedBootedTrialIsJudgedByTheNextBoot() {
        bench.offer(1, 'a');
        consent();
        bench.health = Health.red("sensor gone");
        boot(Optional.empty());
        assertEquals(2, bench.anchor.relaunches);
        bench.health = Health.green();
        bench.device.trial = OptionalInt.empty();
        bench.restart("boot-3");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("quarantined: gate: sensor gone", bench.told.last(Step.REVERTED).details().get("reason"));
        bench.push(9);
        assertEquals(2, bench.anchor.relaunches, "and is not tried again");
    }

    @Test
    void aGenerationThatDiesBeforeAnAgentRunsIsNotTriedAgain() {
        bench.offer(1, 'a');
        consent();
        bench.anchor.setback = Optional.of(new Setback(2, Cause.DIED));
        bench.restart("boot-4");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals("quarantined", bench.told.last(Step.REVERTED).details().get("code"));
        bench.after(Duration.ofDays(1));
        bench.push(9);
        assertEquals(1, bench.anchor.relaunches);
    }

    /** The gateway comes up with generation 2 on trial. */
    private void boot(Optional<Setback> setback) {
        bench.anchor.setback = setback;
        bench.device.trial = OptionalInt.of(2);
        bench.restart("boot-2");
        bench.run();
    }
}
