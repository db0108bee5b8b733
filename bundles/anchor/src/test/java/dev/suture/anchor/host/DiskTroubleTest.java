// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.SynchronousBundleListener;

import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;
import dev.suture.anchor.SwitchScript.Limits;

/** The disk fails between two writes; memory and what the next boot makes of the disk have to agree. */
@Timeout(120)
class DiskTroubleTest {
    private static final String MACHINE = "0f-1";
    private static final Limits AMPLE = new Limits(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
    private static final Gates WELL = bundles -> Optional.empty();

    @TempDir
    static Path made;
    private static Path library1;
    private static Path library2;
    private static Path user;

    @TempDir
    Path root;
    private Gateway gateway;

    @BeforeAll
    static void make() throws IOException {
        TestJars jars = new TestJars(made);
        library1 = jars.exporter("1.0.0");
        library2 = jars.exporter("2.0.0");
        user = jars.user("user", "", library1);
    }

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway(root, library1, user);
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void aTrialThatCurrentDoesNotKnowIsATrialAndCanBeConfirmed() throws Exception {
        switchWithCurrentBlocked();
        assertEquals(OptionalInt.of(2), gateway.anchor.trial());
        assertEquals(1, gateway.anchor.confirmed());
        assertTrue(gateway.logged.toString().contains("current.json cannot be written"), gateway.logged.toString());
        assertThrows(IllegalStateException.class, () -> gateway.anchor.execute(script(), WELL));
        unblockCurrent();
        gateway.anchor.confirm();
        assertEquals(2, gateway.anchor.confirmed());
        assertEquals(Bundle.UNINSTALLED, gateway.user.getState());
        assertEquals(ScriptState.CLEAN, state());
        assertEquals(Current.first(1).withConfirmed(2), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aTrialThatCurrentDoesNotKnowIsBooted() throws Exception {
        switchWithCurrentBlocked();
        unblockCurrent();
        assertEquals(Current.first(1).with(Trial.begin(2).booted(MACHINE)), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aTrialThatCurrentDoesNotKnowCanBeTakenBack() throws Exception {
        switchWithCurrentBlocked();
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.revert("asked to"));
        assertEquals(List.of("1.0.0"), gateway.answers());
        assertEquals(OptionalInt.empty(), gateway.anchor.trial());
        assertEquals(ScriptState.REVERTED, state());
        unblockCurrent();
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aConfirmationThatCurrentDoesNotKnowHolds() throws Exception {
        gateway.anchor.execute(script(), WELL);
        blockCurrent();
        gateway.anchor.confirm();
        assertEquals(2, gateway.anchor.confirmed());
        assertEquals(OptionalInt.empty(), gateway.anchor.trial());
        assertEquals(Bundle.UNINSTALLED, gateway.user.getState());
        assertEquals(ScriptState.CONFIRMED, state(), "the journal stays open while it alone knows");
        unblockCurrent();
        assertEquals(Current.first(1).withConfirmed(2), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aTakingBackThatCurrentDoesNotKnowHolds() throws Exception {
        gateway.anchor.execute(script(), WELL);
        blockCurrent();
        gateway.anchor.revert("asked to");
        assertEquals(OptionalInt.empty(), gateway.anchor.trial());
        assertEquals(ScriptState.REVERTED, state());
        unblockCurrent();
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    @Test
    void theNextScriptWaitsForCurrent() throws Exception {
        gateway.anchor.execute(script(), WELL);
        blockCurrent();
        gateway.anchor.confirm();
        SwitchScript next = new SwitchScript(2, 3, List.of(), List.of(), AMPLE);
        assertThrows(IOException.class, () -> gateway.anchor.execute(next, WELL));
        assertEquals(ScriptState.CONFIRMED, state(), "the journal that alone knows is not replaced");
        unblockCurrent();
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.execute(next, WELL));
        assertEquals(Current.first(1).withConfirmed(2).withTrial(3), new CurrentFile(root).read());
    }

    @Test
    void aJournalThatCannotBeWrittenLetsTheTrialGoOn() throws Exception {
        gateway.anchor.execute(script(), WELL);
        blockJournal();
        assertThrows(IOException.class, gateway.anchor::confirm);
        assertThrows(IOException.class, () -> gateway.anchor.revert("asked to"));
        assertEquals(OptionalInt.of(2), gateway.anchor.trial());
        assertEquals(List.of("2.0.0"), gateway.answers());
        assertEquals(Bundle.RESOLVED, gateway.user.getState());
        Files.delete(log());
        gateway.anchor.confirm();
        assertEquals(Current.first(1).withConfirmed(2), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aJournalThatFailsOnTheWayBackLetsTheTrialGoOn() throws Exception {
        gateway.anchor.execute(script(), WELL);
        SynchronousBundleListener breaks = event -> {
            if (event.getBundle() == gateway.user) {
                log().toFile().delete();
            }
        };
        gateway.context().addBundleListener(breaks);
        assertThrows(IOException.class, () -> gateway.anchor.revert("asked to"));
        gateway.context().removeBundleListener(breaks);
        assertEquals(OptionalInt.of(2), gateway.anchor.trial());
        assertEquals(List.of("2.0.0"), gateway.answers());
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.revert("asked again"));
        assertEquals(List.of("1.0.0"), gateway.answers());
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    @Test
    void aLostJournalIsBegunAnew() throws Exception {
        gateway.anchor.execute(script(), WELL);
        Files.delete(log());
        gateway.anchor.revert("asked to");
        assertEquals(Optional.of(new Journal.Entry(1, 2, ScriptState.CLEAN)), new Journal(root).find());
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    private void switchWithCurrentBlocked() throws Exception {
        Outcome outcome = gateway.anchor.execute(script(), bundles -> {
            blockCurrent();
            return Optional.empty();
        });
        assertInstanceOf(Outcome.Switched.class, outcome);
        assertEquals(List.of("2.0.0"), gateway.answers());
        assertEquals(Current.first(1), new CurrentFile(root).read());
    }

    private SwitchScript script() throws IOException {
        Path placed = root.resolve("generations").resolve("2");
        if (Files.exists(placed)) {
            return new SwitchScript(1, 2, List.of(), List.of(), AMPLE);
        }
        return gateway.script(AMPLE, library2, user);
    }

    /** A folder where the temporary file would be; even root cannot write it. */
    private void blockCurrent() {
        try {
            Files.createDirectories(root.resolve("current.json.tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unblockCurrent() throws IOException {
        Files.delete(root.resolve("current.json.tmp"));
    }

    private void blockJournal() throws IOException {
        Files.delete(log());
        Files.createDirectory(log());
    }

    private Path log() {
        return root.resolve("journal").resolve("script.log");
    }

    private ScriptState state() throws IOException {
        return new Journal(root).find().orElseThrow().state();
    }
}
