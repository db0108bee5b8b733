// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.Version;

import dev.suture.anchor.Anchor;
import dev.suture.anchor.Door;
import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;
import dev.suture.anchor.SwitchScript.Limits;

/** Scripts executed in a real framework. */
class SwitchTest {
    private static final String MACHINE = "0f-1";
    private static final Limits AMPLE = new Limits(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
    private static final Limits SHORT_GATE = new Limits(Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(40));
    private static final Limits SHORT = new Limits(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(400));
    private static final Gates WELL = bundles -> Optional.empty();

    @TempDir
    static Path made;
    private static Path library1;
    private static Path library2;
    private static Path good;

    @TempDir
    Path root;
    private Gateway gateway;
    private final List<String> door = new CopyOnWriteArrayList<>();
    private Runnable whileOlderLeave = () -> {};

    @BeforeAll
    static void make() throws IOException {
        TestJars jars = new TestJars(made);
        library1 = jars.exporter("1.0.0");
        library2 = jars.exporter("2.0.0");
        good = jars.user("user", "", library1);
    }

    @BeforeEach
    void open() throws Exception {
        gateway = new Gateway(root, library1, good);
        gateway.context().registerService(Door.class, new RecordingDoor(), null);
        assertEquals(List.of("1.0.0"), gateway.answers());
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void switchesToTheOtherSideAndKeepsTheOldResolved() throws Exception {
        Outcome outcome = gateway.anchor.execute(script(AMPLE, good), WELL);
        assertInstanceOf(Outcome.Switched.class, outcome);
        assertEquals(List.of("2.0.0"), gateway.answers());
        assertEquals(new Version("2.0.0"), Gateway.wiredTo(gateway.copy("demo.user")));
        assertEquals(new Version("1.0.0"), Gateway.wiredTo(gateway.user));
        assertEquals(Bundle.RESOLVED, gateway.user.getState());
        assertEquals(Bundle.RESOLVED, gateway.exporter.getState());
        assertEquals(List.of(gateway.user, gateway.exporter), gateway.stopped);
        assertEquals(List.of("close", "open"), door);
        assertEquals(OptionalInt.of(2), gateway.anchor.trial());
        assertEquals(Current.first(1).withTrial(2), new CurrentFile(root).read());
        assertEquals(ScriptState.OPEN, state());
    }

    @Test
    void bothSidesServeWhileTheGatesJudge() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        gateway.anchor.execute(script(AMPLE, good), bundles -> {
            seen.add(gateway.user.getState() == Bundle.ACTIVE ? "both" : "new");
            return Optional.empty();
        });
        assertEquals(List.of("both", "new"), seen);
    }

    @Test
    void confirmingUninstallsTheOld() throws Exception {
        gateway.anchor.execute(script(AMPLE, good), WELL);
        gateway.anchor.confirm();
        assertEquals(Bundle.UNINSTALLED, gateway.user.getState());
        assertEquals(Bundle.UNINSTALLED, gateway.exporter.getState());
        assertEquals(List.of("2.0.0"), gateway.answers());
        assertEquals(2, gateway.anchor.confirmed());
        assertEquals(Current.first(1).withConfirmed(2), new CurrentFile(root).read());
        assertEquals(ScriptState.CLEAN, state());
        assertThrows(IllegalStateException.class, gateway.anchor::confirm);
        assertThrows(IllegalStateException.class, () -> gateway.anchor.revert("late"));
    }

    @Test
    void revertingBringsTheOldBack() throws Exception {
        gateway.anchor.execute(script(AMPLE, good), WELL);
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.revert("asked to"));
        requireOldServes();
        assertEquals(new Version("1.0.0"), Gateway.wiredTo(gateway.user));
        assertEquals(List.of("close", "open", "close", "open"), door);
        assertEquals(Current.first(1), BootChoice.decide(root, MACHINE));
    }

    @Test
    void whatCameInDuringTheTrialFinishesInItsBundlesBeforeTheyGo() throws Exception {
        gateway.anchor.execute(script(AMPLE, good), WELL);
        Bundle copy = gateway.copy("demo.user");
        List<Integer> seen = new CopyOnWriteArrayList<>();
        whileOlderLeave = () -> seen.add(copy.getState());
        gateway.anchor.revert("asked to");
        assertEquals(Bundle.RESOLVED, seen.get(seen.size() - 1));
        assertEquals(Bundle.UNINSTALLED, copy.getState());
    }

    @Test
    void wiresOfBystandersGoToTheSideThatServesForCertain() throws Exception {
        gateway.anchor.execute(script(AMPLE, good), WELL);
        Bundle bystander = gateway.context().installBundle(
                FileLocation.of(gateway.place(3, new TestJars(made).bystander())));
        bystander.start();
        assertEquals(new Version("1.0.0"), Gateway.wiredTo(bystander));
    }

    @Test
    void nobodyElseInstallsASecondCopy() throws Exception {
        String twin = FileLocation.of(gateway.place(3, good));
        assertThrows(BundleException.class, () -> gateway.context().installBundle(twin));
    }

    @Test
    void aCopyThatDoesNotStartIsUndone() throws Exception {
        Path bad = new TestJars(made).user("bad", "if (true) throw new IllegalStateException(\"bad\");", library1);
        requireUndone(gateway.anchor.execute(script(AMPLE, bad), WELL), true);
        assertEquals(List.of("close", "open"), door);
        requireOldNeverStopped();
    }

    @Test
    void aDamagedFileIsUndoneAndNobodysFault() throws Exception {
        SwitchScript script = script(AMPLE, good);
        Files.write(script.starts().get(1).file(), new byte[]{1});
        requireUndone(gateway.anchor.execute(script, WELL), false);
        assertEquals(List.of(), door, "the doors never closed");
        requireOldNeverStopped();
    }

    @Test
    void aRedGateIsUndone() throws Exception {
        Outcome outcome = gateway.anchor.execute(script(SHORT_GATE, good), bundles -> Optional.of("red"));
        requireUndone(outcome, true);
        assertEquals("red", ((Outcome.Undone) outcome).reason());
        assertEquals(List.of("close", "open"), door);
        requireOldNeverStopped();
    }

    @Test
    void aGateThatTurnsRedWhenTheOldIsStoppedIsUndone() throws Exception {
        Outcome outcome = gateway.anchor.execute(script(SHORT_GATE, good),
                bundles -> Optional.of("alone").filter(fault -> gateway.user.getState() != Bundle.ACTIVE));
        requireUndone(outcome, true);
    }

    @Test
    void anActivatorThatHangsIsCutOff() throws Exception {
        Path hanging = new TestJars(made).user("hanging", "new java.util.concurrent.Semaphore(0).acquire();", library1);
        requireUndone(gateway.anchor.execute(script(SHORT, hanging), WELL), false);
        assertEquals(List.of("close", "open"), door);
        requireOldNeverStopped();
    }

    @Test
    void anActivatorThatCannotBeInterruptedHoldsUpNeitherDoorsNorAnchor() throws Exception {
        Semaphore release = new Semaphore(0);
        CountDownLatch uninstalled = new CountDownLatch(2);
        gateway.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.UNINSTALLED) {
                uninstalled.countDown();
            }
        });
        System.getProperties().put("demo.release", release);
        try {
            Path stubborn = new TestJars(made).user("stubborn", "((java.util.concurrent.Semaphore) "
                    + "System.getProperties().get(\"demo.release\")).acquireUninterruptibly();", library1);
            Outcome outcome = gateway.anchor.execute(script(SHORT, stubborn), WELL);
            assertFalse(((Outcome.Undone) outcome).fault());
            assertEquals(List.of("close", "open"), door);
            assertTrue(gateway.logged.stream().anyMatch(line -> line.contains("held up")), gateway.logged.toString());
            assertEquals(ScriptState.CLEAN, state());
            requireOldNeverStopped();
        } finally {
            release.release();
            assertTrue(uninstalled.await(20, TimeUnit.SECONDS), "the copies go once the activator lets them");
            System.getProperties().remove("demo.release");
        }
    }

    @Test
    void anInterruptedSwitchIsUndoneWhole() throws Exception {
        SwitchScript script = script(AMPLE, good);
        Thread.currentThread().interrupt();
        Outcome outcome = gateway.anchor.execute(script, WELL);
        assertTrue(Thread.interrupted(), "who interrupted learns of it");
        requireUndone(outcome, false);
        assertTrue(List.of(List.of(), List.of("close", "open")).contains(door), "closed and not opened: " + door);
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.execute(script, WELL));
    }

    @Test
    void aBrokenDoorKeepsNoOtherClosed() throws Exception {
        gateway.context().registerService(Door.class, new RecordingDoor() {
            @Override
            public void close() {
                throw new IllegalStateException("stuck");
            }

            @Override
            public void open() {
                throw new IllegalStateException("stuck");
            }
        }, new Hashtable<>(Map.of("service.ranking", 1)));
        assertInstanceOf(Outcome.Switched.class, gateway.anchor.execute(script(AMPLE, good), WELL));
        assertEquals(List.of("close", "open"), door);
    }

    @Test
    void aJournalThatCannotBeWrittenLeavesNothingBehind() throws Exception {
        SynchronousBundleListener breaks = event -> {
            if (event.getType() == BundleEvent.INSTALLED) {
                root.resolve("journal").resolve("script.log").toFile().delete();
            }
        };
        gateway.context().addBundleListener(breaks);
        assertThrows(IOException.class, () -> gateway.anchor.execute(script(AMPLE, good), WELL));
        gateway.context().removeBundleListener(breaks);
        assertEquals(List.of(gateway.exporter), gateway.bundles("demo.lib"));
        assertEquals(List.of(), door);
        requireOldNeverStopped();
    }

    @Test
    void oneTrialAtATimeAndOnlyFromWhatRuns() throws Exception {
        SwitchScript script = script(AMPLE, good);
        SwitchScript elsewhere = new SwitchScript(7, 8, List.of(), List.of(), AMPLE);
        assertThrows(IllegalStateException.class, () -> gateway.anchor.execute(elsewhere, WELL));
        assertThrows(IllegalStateException.class, gateway.anchor::confirm);
        gateway.anchor.execute(script, WELL);
        assertThrows(IllegalStateException.class, () -> gateway.anchor.execute(script, WELL));
        assertEquals(List.of("2.0.0"), gateway.answers());
    }

    @Test
    void thereIsOneLease() throws Exception {
        Anchor.Lease lease = gateway.anchor.lease(Duration.ZERO).orElseThrow();
        assertEquals(Optional.empty(), gateway.anchor.lease(Duration.ZERO));
        lease.close();
        Anchor.Lease next = gateway.anchor.lease(Duration.ZERO).orElseThrow();
        lease.close();
        assertEquals(Optional.empty(), gateway.anchor.lease(Duration.ZERO), "closing twice gives back once");
        next.close();
    }

    private SwitchScript script(Limits limits, Path user) throws IOException {
        return gateway.script(limits, library2, user);
    }

    private void requireUndone(Outcome outcome, boolean fault) throws Exception {
        assertEquals(fault, assertInstanceOf(Outcome.Undone.class, outcome).fault(), outcome.toString());
        requireOldServes();
    }

    private void requireOldServes() throws Exception {
        assertEquals(List.of("1.0.0"), gateway.answers());
        assertEquals(List.of(gateway.user), gateway.bundles("demo.user"));
        assertEquals(List.of(gateway.exporter), gateway.bundles("demo.lib"));
        assertEquals(OptionalInt.empty(), gateway.anchor.trial());
        assertEquals(Current.first(1), new CurrentFile(root).read());
        assertEquals(ScriptState.CLEAN, state());
    }

    private void requireOldNeverStopped() {
        assertFalse(gateway.stopped.contains(gateway.user));
        assertFalse(gateway.stopped.contains(gateway.exporter));
        assertEquals(Bundle.ACTIVE, gateway.user.getState());
    }

    private ScriptState state() throws IOException {
        return new Journal(root).find().orElseThrow().state();
    }

    /** Writes down what is done to it. */
    private class RecordingDoor implements Door {
        @Override
        public void close() {
            door.add("close");
        }

        @Override
        public void open() {
            door.add("open");
        }

        @Override
        public boolean awaitOlderLeft(Duration limit) {
            whileOlderLeave.run();
            return true;
        }

        @Override
        public int olderInside() {
            return 0;
        }
    }
}
