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
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.activate.ActivationPlan.Action;
import dev.suture.activate.ActivationPlan.Member;
import dev.suture.agent.internal.noop.Form;
import dev.suture.agent.internal.noop.NoOp;
import dev.suture.fetch.FetchException;
import dev.suture.notify.Notifier;
import dev.suture.patch.BundleRef;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.report.Phase;
import dev.suture.verify.Verifier;

/** A patch of the updater is confirmed by an updater that has shown that it works. */
class QualificationTest {
    private static final int FORMS = Form.values().length;

    @TempDir
    Path root;
    private Bench bench;
    private final Rehearsed updater = new Rehearsed(this::noOp);
    private boolean connected = true;

    @BeforeEach
    void start() {
        bench = new Bench(root);
        bench.verifier.rehearsing = updater::verifier;
        bench.device.rehearsing = updater::stager;
        bench.stages.put(Notifier.class, "dev.suture.notify.mqtt", new Notifier() {
            @Override
            public String describe() {
                return "a broker";
            }

            @Override
            public boolean isConnected() {
                return connected;
            }
        });
        changes("dev.suture.verify");
        bench.run();
    }

    @AfterEach
    void stop() {
        bench.close();
        assertFalse(Files.exists(root.resolve("staging/qualification")), "what was rehearsed is left");
    }

    @Test
    void aPatchThatLeavesTheUpdaterAloneIsNotExamined() {
        changes("org.apache.commons.commons-text");
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(0, updater.rehearsals);
        assertFalse(Files.exists(root.resolve("staging/qualification.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.suture.api", "dev.suture.tuf", "dev.suture.stage", "dev.suture.fetch.http",
            "dev.suture.notify.mqtt", "dev.suture.agent"})
    void theOldUpdaterWritesTheExamAndBothPassIt(String bundle) throws Exception {
        changes(bundle);
        int[] before = new int[1];
        bench.device.duringActivate = () -> before[0] = updater.rehearsals;
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
        assertEquals(FORMS, before[0]);
        assertEquals(2 * FORMS, updater.rehearsals);
        assertEquals(2, new ExamFile(root).find().orElseThrow().generation());
    }

    @Test
    void anUpdaterThatAcceptsAllIsTakenBackAndItsPatchHeld() throws Exception {
        bench.device.duringActivate = () -> updater.accepted.addAll(List.of(Form.values()));
        bench.device.duringRevert = updater.accepted::clear;
        bench.offer(1, 'a');
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals(Hold.Kind.QUARANTINED, hold().kind());
        assertTrue(reason().contains("whose timestamp was changed"), reason());
        assertEquals(0, bench.anchor.watched, "until it qualifies, the anchor is not told that it works");
    }

    @Test
    void oneThatTheOldOneCouldNotPassEitherProvesNothing() throws Exception {
        updater.accepted.add(Form.EXPIRED);
        bench.offer(1, 'a');
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
    }

    @Test
    void whatAnotherAgentBeganThisOneExamines() throws Exception {
        bench.device.duringActivate = () -> bench.agent.close();
        assertThrows(AssertionError.class, () -> bench.offer(1, 'a'), "stopped in the middle of its own swap");
        updater.accepted.add(Form.FOREIGN_KEYS);
        bench.device.duringRevert = updater.accepted::clear;
        bench.restart("boot-1");
        bench.run();
        assertEquals(Phase.REVERTED, bench.phase());
        assertTrue(reason().contains("signed for another role"), reason());
    }

    @Test
    void oneThatHasTakenItselfBackIsJudgedByTheNext() throws Exception {
        bench.device.duringActivate = () -> updater.accepted.addAll(List.of(Form.values()));
        bench.device.duringRevert = () -> {
            updater.accepted.clear();
            bench.agent.close();
            bench.stages.remove(Verifier.class);
        };
        assertThrows(AssertionError.class, () -> bench.offer(1, 'a'), "stopped in the middle of its own revert");
        bench.addStages();
        bench.restart("boot-1");
        bench.run();
        assertEquals(Hold.Kind.QUARANTINED, hold().kind());
    }

    @Test
    void aRepositoryThatIsGoneAfterwardsIsWaitedForAndThenProvesNothing() throws Exception {
        bench.device.duringActivate = () -> bench.verifier.unreachable = Optional
                .of(new FetchException(FetchException.Reason.UNREACHABLE, URI.create("http://repository/"), "gone"));
        bench.offer(1, 'a');
        assertEquals(Phase.REVERTED, bench.phase());
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
        assertTrue(reason().contains("repository"), reason());
        assertTrue(bench.anchor.watched >= 30, "meanwhile the anchor waits");
    }

    @Test
    void aBrokerThatComesBackIsEnough() {
        bench.device.duringActivate = () -> connected = false;
        bench.time.onPause = () -> connected = true;
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void aBrokerThatStaysAwayProvesNothing() throws Exception {
        bench.device.duringActivate = () -> connected = false;
        bench.offer(1, 'a');
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
        assertTrue(reason().contains("dev.suture.notify.mqtt is not connected any more"), reason());
    }

    @Test
    void aBrokerThatWasAwayBeforeIsNotAskedFor() {
        connected = false;
        bench.offer(1, 'a');
        assertEquals(Phase.CONFIRMED, bench.phase());
    }

    @Test
    void anExamThatCannotBeReadProvesNothing() throws Exception {
        bench.device.duringActivate = () -> overwrite("no exam");
        bench.offer(1, 'a');
        assertEquals(Hold.Kind.INCONCLUSIVE, hold().kind());
        assertTrue(reason().contains("cannot be read"), reason());
    }

    @Test
    void withoutAnExamNothingIsSwitched() throws Exception {
        Files.writeString(root.resolve("staging"), "no folder");
        bench.offer(1, 'a');
        assertEquals(Phase.FAILED, bench.phase());
        assertEquals(List.of("stage"), bench.device.calls);
        Files.delete(root.resolve("staging"));
    }

    private void changes(String bundle) {
        bench.device.set = List.of(new Member(new BundleRef(bundle, "1.0.1", Samples.digest('4')), Action.REPLACE, ""));
    }

    private void overwrite(String text) {
        try {
            Files.writeString(root.resolve("staging/qualification.json"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private NoOp noOp() {
        try {
            return new ExamFile(root).find().orElseThrow().noOp();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Hold hold() throws IOException {
        return new Quarantine(root).find(Samples.digest('a')).orElseThrow();
    }

    private String reason() {
        return bench.told.last(Step.REVERTED).details().get("reason");
    }
}
