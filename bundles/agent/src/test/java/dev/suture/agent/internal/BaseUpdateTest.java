// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
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

import dev.suture.fetch.FetchException;
import dev.suture.health.Health;
import dev.suture.patch.Terms;
import dev.suture.policy.Decision;
import dev.suture.policy.UpdatePolicy;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** A person at the device wants another base release. */
class BaseUpdateTest {
    @TempDir
    Path root;
    private Bench bench;

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.device.mode = Terms.Mode.RELAUNCH;
        bench.stages.put(UpdatePolicy.class, "owner", (step, offer, context) -> context.consented()
                ? Decision.proceed()
                : Decision.defer(context.now().plus(Duration.ofHours(1)), "waits for consent"));
        bench.verifier.baseOffer = Optional.of(Samples.baseUpdate('e'));
        bench.run();
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private JsonObject update(String base) {
        byte[] answer = bench.agent.commands()
                .apply(("{\"command\":\"update\",\"base\":\"" + base + "\"}").getBytes(StandardCharsets.UTF_8));
        bench.run();
        try {
            return StrictJson.parse("answer", answer, 4096);
        } catch (MalformedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theWordIsTheConsentAndTheBootDoesTheRest() {
        assertTrue(update("5.3.0").get("ok").getAsBoolean());
        assertEquals(List.of("stage", "activate 1 2"), bench.device.calls);
        assertEquals(1, bench.anchor.relaunches);
        assertEquals(new Target(Samples.digest('e'), "5.3.0", 1), bench.saved().stand().target().orElseThrow());
        bench.device.trial = OptionalInt.of(2);
        bench.restart("boot-2");
        bench.run();
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals("5.3.0", bench.told.last(Step.CONFIRMED).details().get("label"));
        assertEquals(Optional.of(Samples.digest('e')), bench.told.last(Step.CONFIRMED).patch());
        assertEquals("5.3.0", bench.told.lastState().running().base());
        assertEquals(Optional.empty(), bench.saved().findings().wish());
    }

    @Test
    void itComesInPlaceOfAPatchThatWaits() {
        bench.offer(1, 'a');
        assertEquals(Phase.DEFERRED, bench.phase());
        update("5.3.0");
        assertEquals(1, bench.anchor.relaunches);
        assertEquals("5.3.0", bench.saved().stand().target().orElseThrow().label());
    }

    @Test
    void aBaseReleaseThatIsNotThereLeavesAllAsItWas() {
        bench.offer(1, 'a');
        update("9.9.9");
        assertEquals(Phase.DEFERRED, bench.phase());
        assertEquals("5.2.0 (a)", bench.saved().stand().target().orElseThrow().label());
        assertEquals("the repository has no base release 9.9.9",
                bench.saved().findings().lastCheck().orElseThrow().result());
        assertEquals(Optional.empty(), bench.saved().findings().wish());
    }

    @Test
    void aNetworkThatFailsDelaysItOverARestart() {
        bench.verifier.unreachable = Optional
                .of(new FetchException(FetchException.Reason.UNREACHABLE, URI.create("http://r/"), "no route"));
        update("5.3.0");
        assertEquals(Phase.FAILED, bench.phase());
        bench.restart("boot-2");
        bench.verifier.unreachable = Optional.empty();
        bench.after(Duration.ofMinutes(2));
        assertEquals(1, bench.anchor.relaunches);
    }

    @Test
    void oneThatCannotBeHadKeepsPatchesAwayForAnHourAtMost() {
        bench.verifier.unreachable = Optional
                .of(new FetchException(FetchException.Reason.REFUSED, URI.create("http://r/"), "404"));
        update("5.3.0");
        bench.after(Duration.ofMinutes(59));
        assertTrue(bench.saved().findings().wish().isPresent());
        bench.verifier.unreachable = Optional.empty();
        bench.verifier.baseOffer = Optional.empty();
        bench.after(Duration.ofHours(3));
        assertEquals(Optional.empty(), bench.saved().findings().wish());
        bench.offer(1, 'a');
        assertEquals("5.2.0 (a)", bench.saved().stand().target().orElseThrow().label());
    }

    @Test
    void whoLetsGoWhatIsHeldLetsItGoToo() {
        bench.verifier.unreachable = Optional
                .of(new FetchException(FetchException.Reason.REFUSED, URI.create("http://r/"), "404"));
        update("5.3.0");
        assertEquals("5.3.0", bench.saved().findings().wish().orElseThrow().base());
        bench.agent.commands().apply("{\"command\":\"retry\"}".getBytes(StandardCharsets.UTF_8));
        bench.run();
        assertEquals(Optional.empty(), bench.saved().findings().wish());
    }

    @Test
    void oneThatIsRefusedIsNotAskedForAgain() {
        bench.verifier.refusal = Optional.of(new VerificationException(Attack.MALFORMED, "base.json", "no content"));
        update("5.3.0");
        bench.verifier.refusal = Optional.empty();
        bench.after(Duration.ofHours(2));
        assertEquals(List.of("5.3.0"), bench.verifier.bases);
        assertEquals(0, bench.anchor.relaunches);
    }

    @Test
    void oneThatWasTakenBackIsRefusedUntilAPersonLetsItGo() {
        update("5.3.0");
        bench.device.trial = OptionalInt.of(2);
        bench.health = Health.red("sensor gone");
        bench.restart("boot-2");
        bench.run();
        assertEquals(2, bench.anchor.relaunches);
        bench.device.trial = OptionalInt.empty();
        bench.health = Health.green();
        bench.restart("boot-3");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
        update("5.3.0");
        assertEquals(2, bench.anchor.relaunches);
        String result = bench.saved().findings().lastCheck().orElseThrow().result();
        assertTrue(result.startsWith("5.3.0 is refused: "), result);
    }

    @Test
    void whatItHasAlreadyOrNobodyCanHaveIsRefusedAtOnce() {
        assertFalse(update("5.2.0").get("ok").getAsBoolean());
        assertFalse(update("../x").get("ok").getAsBoolean());
        assertEquals(List.of(), bench.verifier.bases);
    }
}
