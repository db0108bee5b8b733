// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.policy.Decision;
import dev.suture.policy.Step;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent;
import dev.suture.report.Phase;

/** What the integrator's policies say, and what becomes of an answer that is none. */
class PolicyTest {
    private static final Duration MINUTES = Duration.ofMinutes(10);

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

    private void add(String name, UpdatePolicy policy) {
        bench.stages.put(UpdatePolicy.class, name, policy);
    }

    private Answer why(String who) {
        return bench.saved().findings().why().stream().filter(answer -> answer.who().equals(who)).findFirst()
                .orElseThrow();
    }

    @Test
    void aRefusalOutweighsADeferralWhichOutweighsGoingOn() {
        Instant later = bench.time.now().plus(Duration.ofHours(3));
        add("window", (step, offer, device) -> Decision.defer(later, "night only"));
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals("window: night only", bench.told.last(DeviceEvent.Step.DEFERRED).details().get("reason"));
        assertEquals(later.toString(), bench.told.last(DeviceEvent.Step.DEFERRED).details().get("until"));

        add("owner", (step, offer, device) -> Decision.refuse("not on this line"));
        bench.check();
        assertEquals(Phase.REFUSED, bench.phase());
        assertEquals(Optional.of("policy"), bench.told.lastState().reason());
        assertEquals(3, bench.saved().findings().why().size(), "every answer is kept");
        assertEquals(Answer.Word.PROCEED, why("policy").word());
        assertEquals("not on this line", why("owner").reason());
    }

    @Test
    void theLatestDeferralCounts() {
        Instant now = bench.time.now();
        add("soon", (step, offer, device) -> Decision.defer(now.plus(MINUTES), "soon"));
        add("late", (step, offer, device) -> Decision.defer(now.plus(MINUTES).plus(MINUTES), "late"));
        add("sooner", (step, offer, device) -> Decision.defer(now, "sooner"));
        bench.offer(1, 'a');
        assertEquals(Optional.of(now.plus(MINUTES).plus(MINUTES)), bench.saved().retry().at());
        assertEquals(Optional.of(now.plus(Policies.SHORTEST)), why("sooner").until(), "it cannot keep the agent busy");
    }

    @Test
    void aDeferralEndsByItselfAndTheStepIsAskedAgain() {
        Instant until = bench.time.now().plus(Duration.ofHours(3));
        bench.decision = Decision.defer(until, "later");
        bench.offer(1, 'a');
        bench.decision = Decision.proceed();
        bench.after(Duration.ofHours(2));
        assertEquals(Phase.DEFERRED, bench.phase(), "a poll does not end it");
        bench.push(50);
        assertEquals(Phase.DEFERRED, bench.phase(), "nor does a notification of the same patch");
        bench.after(Duration.ofHours(1));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(1, bench.told.last(DeviceEvent.Step.CONFIRMED).attempt(), "it was the same attempt");
    }

    @Test
    void aDeferralThatOnlyRepeatsItselfIsToldOnce() {
        add("owner", (step, offer, device) -> Decision.defer(device.now().plus(Duration.ofHours(1)), "switched off"));
        bench.offer(1, 'a');
        for (int i = 0; i < 5; i++) {
            bench.after(Duration.ofHours(1));
        }
        assertEquals(1, bench.told.steps().stream().filter("deferred"::equals).count());
        assertEquals(Optional.of(bench.time.now().plus(Duration.ofHours(1))), bench.saved().retry().at());
    }

    @Test
    void aDeferredSwitchIsMadeWithoutTheNetwork() {
        Instant until = bench.time.now().plus(Duration.ofMinutes(30));
        add("night", (step, offer, device) -> step == Step.ACTIVATE && device.now().isBefore(until)
                ? Decision.defer(until, "night only")
                : Decision.proceed());
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals(List.of("stage"), bench.device.calls);
        int checks = bench.verifier.hints.size();
        bench.after(Duration.ofMinutes(30));
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(checks, bench.verifier.hints.size());
        assertEquals(List.of("stage", "activate 1 2", "confirm"), bench.device.calls);
    }

    @Test
    void anExceptionOrNullDefersTenMinutesByName() {
        add("broken", (step, offer, device) -> {
            throw new IllegalStateException("boom");
        });
        add("empty", (step, offer, device) -> null);
        bench.offer(1, 'a');
        assertEquals(Optional.of(bench.time.now().plus(MINUTES)), bench.saved().retry().at());
        assertTrue(why("broken").reason().contains("boom"));
        assertEquals("answered null", why("empty").reason());
    }

    @Test
    void aPolicyThatDoesNotAnswerDefersTenMinutesAndIsNotAskedTwiceAtOnce() {
        CountDownLatch never = new CountDownLatch(1);
        Settings quick = new Settings(Bench.SETTINGS.watch(), Bench.SETTINGS.linger(),
                new Settings.Polls(Bench.SETTINGS.polls().every(), 0, Duration.ofDays(1)), Duration.ofMillis(50), true);
        bench.restart(quick);
        add("slow", (step, offer, device) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Decision.proceed();
        });
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals(Optional.of(bench.time.now().plus(MINUTES)), bench.saved().retry().at());
        assertEquals("did not answer within 50 ms", why("slow").reason());
        bench.after(MINUTES);
        assertEquals("has not answered an earlier question yet", why("slow").reason());
    }

    @Test
    void nullsInsideAnAnswerAreBorne() {
        add("careless", (step, offer, device) -> Decision.defer(null, null));
        bench.offer(1, 'a');
        assertEquals("gave no reason", why("careless").reason());
        add("careless too", (step, offer, device) -> Decision.refuse(null));
        bench.check();
        assertEquals(Phase.REFUSED, bench.phase());
    }

    @Test
    void whereThereIsNoPolicyNobodyHasAgreed() {
        bench.stages.remove(UpdatePolicy.class);
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        assertTrue(why("agent").reason().contains("no update policy is there"));
        add("policy", (step, offer, device) -> Decision.proceed());
        bench.agent.arrived(UpdatePolicy.class);
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase(), "a policy that arrives is asked at once");
    }

    @Test
    void aRefusedPatchIsAskedAgainWhenAPolicyArrivesAsAnotherAttempt() {
        bench.decision = Decision.refuse("no");
        bench.offer(1, 'a');
        bench.after(Duration.ofHours(2));
        bench.push(60);
        assertEquals(1, bench.told.steps().stream().filter("refused"::equals).count());
        bench.decision = Decision.proceed();
        bench.agent.arrived(UpdatePolicy.class);
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(2, bench.told.last(DeviceEvent.Step.CONFIRMED).attempt());
    }

    @Test
    void thePolicyIsToldWhatItDecidesOn() {
        add("curious", (step, offer, device) -> {
            assertEquals("d1", device.device());
            assertEquals(1, device.running().number());
            assertEquals(Samples.digest('a'), offer.digest());
            return Decision.proceed();
        });
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
    }
}
