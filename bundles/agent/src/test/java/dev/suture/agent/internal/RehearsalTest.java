// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.suture.activate.ActivationException;
import dev.suture.agent.internal.noop.Form;
import dev.suture.agent.internal.noop.NoOp;
import dev.suture.agent.internal.noop.Rehearsal;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

class RehearsalTest {
    @TempDir
    Path folder;
    private final FakeVerifier verifier = new FakeVerifier();
    private final FakeDevice device = new FakeDevice(new FakeTime());
    private final NoOp noOp = NoOp.make(new SecureRandom());
    private final Rehearsed updater = new Rehearsed(() -> noOp);
    private Path here;

    @BeforeEach
    void put() throws IOException {
        verifier.rehearsing = updater::verifier;
        device.rehearsing = updater::stager;
        here = Files.createDirectory(folder.resolve("here"));
        Files.writeString(here.resolve("left"), "by one that was cut short");
    }

    @AfterEach
    void nothingIsLeft() {
        assertFalse(Files.exists(here));
    }

    @Test
    void anUpdaterThatIsWellHasNoFault() throws Exception {
        assertEquals(Optional.empty(), fault());
        assertEquals(Form.values().length, updater.rehearsals);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
    void oneThatMissesAFlawIsAtFault(Form flaw) throws Exception {
        updater.accepted.add(flaw);
        assertEquals(Optional.of("it takes a patch " + flaw.words()), fault());
    }

    @Test
    void oneThatAcceptsAllIsAtFault() throws Exception {
        updater.accepted.addAll(EnumSet.allOf(Form.class));
        assertTrue(fault().isPresent());
    }

    @Test
    void oneThatRefusesAllIsAtFault() throws Exception {
        updater.refusal = Optional.of(new VerificationException(Attack.FREEZE, "timestamp", "always"));
        assertEquals(Optional.of("it does not carry a patch that is right: timestamp: always"), fault());
    }

    @Test
    void oneThatFindsNothingIsAtFault() throws Exception {
        updater.findsNothing = true;
        assertEquals(Optional.of("it does not carry a patch that is right: it is not found"), fault());
    }

    @Test
    void oneThatStagesNothingIsAtFault() throws Exception {
        updater.failure = Optional.of(new StageException(Reason.WRONG_CONTENT, "does not unpack"));
        assertEquals(Optional.of("it does not carry a patch that is right: does not unpack"), fault());
    }

    @Test
    void oneThatStagesSomethingElseIsAtFault() throws Exception {
        updater.stagesOther = true;
        assertEquals(Optional.of("it does not carry a patch that is right: something else is staged"), fault());
    }

    @Test
    void oneThatCannotPlanIsAtFault() throws Exception {
        device.planFailure = Optional.of(new ActivationException("no idea"));
        assertEquals(Optional.of("it cannot plan: no idea"), fault());
    }

    @Test
    void oneWithoutItsClassesIsAtFault() throws Exception {
        updater.bug = Optional.of(new NoClassDefFoundError("org/bouncycastle/Gone"));
        assertTrue(fault().orElseThrow().contains("Gone"));
    }

    @Test
    void aDiskThatFailsSaysNothingAboutTheUpdater() {
        updater.failure = Optional.of(new StageException(Reason.DISK_FULL, "no space"));
        assertThrows(IOException.class, this::fault);
    }

    private Optional<String> fault() throws Exception {
        return new Rehearsal(verifier, device, device, here).findFault(noOp, Samples.base(), () -> false);
    }
}
