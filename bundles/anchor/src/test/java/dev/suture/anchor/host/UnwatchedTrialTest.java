// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

import dev.suture.anchor.Setback;
import dev.suture.anchor.SwitchScript.Limits;

/** A trial is taken back by the anchor alone when no updater watches it: the trial may have broken the updater. */
class UnwatchedTrialTest {
    private static final Setback UNWATCHED = new Setback(2, Setback.Cause.UNWATCHED);

    @TempDir
    Path made;
    @TempDir
    Path root;
    private TestJars jars;
    private Path library;
    private Gateway gateway;
    private final CountDownLatch gone = new CountDownLatch(2);

    @BeforeEach
    void open() throws Exception {
        jars = new TestJars(made);
        library = jars.exporter("1.0.0");
        gateway = new Gateway(root, library, jars.user("user", "", library));
        gateway.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.UNINSTALLED) {
                gone.countDown();
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        assertFalse(hasThread(), "a thread is left");
    }

    @Test
    void goesBackWithoutAnUpdater() throws Exception {
        execute(Duration.ofMillis(1));
        assertTrue(gone.await(20, TimeUnit.SECONDS), "the copies");
        gateway.anchor.lease(Duration.ofSeconds(20)).orElseThrow().close();
        assertThrows(IllegalStateException.class, gateway.anchor::confirm);
        assertEquals(List.of("1.0.0"), gateway.answers());
        assertEquals(List.of(gateway.user), gateway.bundles("demo.user"));
        assertEquals(Bundle.ACTIVE, gateway.user.getState());
        assertEquals(OptionalInt.empty(), gateway.anchor.trial());
        assertEquals(Optional.of(UNWATCHED), gateway.anchor.setback());
        assertEquals(Optional.of(UNWATCHED), new CurrentFile(root).read().setback());
        assertTrue(gateway.logged.get(0).contains("no updater has said in time"), gateway.logged.toString());
    }

    @Test
    void nobodyWorksMeanwhileAndNobodyWhoHangsKeepsTheLease() throws Exception {
        List<Boolean> given = new CopyOnWriteArrayList<>();
        gateway.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STARTED && event.getBundle().equals(gateway.user)) {
                given.add(isGiven());
            }
        });
        gateway.anchor.lease(Duration.ZERO).orElseThrow();
        execute(Duration.ofMillis(1));
        assertTrue(gone.await(20, TimeUnit.SECONDS), "the copies");
        assertEquals(List.of(false), given, "as the old updater would start");
        gateway.anchor.lease(Duration.ofSeconds(20)).orElseThrow().close();
        assertEquals(OptionalInt.empty(), gateway.anchor.trial());
    }

    private boolean isGiven() {
        try {
            return gateway.anchor.lease(Duration.ZERO).isPresent();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoWatchedOnceHasToSaySoAgain() throws Exception {
        execute(Duration.ofDays(1));
        gateway.anchor.watched(Duration.ofMillis(1));
        assertTrue(gone.await(20, TimeUnit.SECONDS), "the copies");
    }

    @Test
    void oneThatIsWatchedIsConfirmed() throws Exception {
        execute(Duration.ofDays(1));
        gateway.anchor.watched(Duration.ofDays(1));
        gateway.anchor.confirm();
        assertEquals(Optional.empty(), gateway.anchor.setback());
        assertEquals(List.of("2.0.0"), gateway.answers());
    }

    @Test
    void nothingIsWatchedWhereNothingIsOnTrial() {
        assertThrows(IllegalStateException.class, () -> gateway.anchor.watched(Duration.ofDays(1)));
    }

    @Test
    void whatCannotBeTakenBackNowIsTriedAgain() throws Exception {
        execute(Duration.ofDays(1));
        Path journal = root.resolve("journal").resolve("script.log");
        Path away = root.resolve("away.log");
        Files.move(journal, away);
        Files.createDirectory(journal);
        gateway.anchor.watched(Duration.ofMillis(1));
        await(() -> gateway.logged.size() > 1);
        assertTrue(gateway.logged.get(1).contains("cannot be taken back yet"), gateway.logged.toString());
        assertEquals(OptionalInt.of(2), gateway.anchor.trial());
        Files.delete(journal);
        Files.move(away, journal);
        gateway.anchor.watched(Duration.ofMillis(1));
        assertTrue(gone.await(20, TimeUnit.SECONDS), "the copies");
    }

    @Test
    void oneThatWasBootedIsTakenBackByAnotherBoot(@TempDir Path other) throws Exception {
        gateway.close();
        gateway = new Gateway(other, Current.first(1).withTrial(2), library, jars.user("user", "", library));
        assertTrue(hasThread(), "the time runs from the start");
        gateway.anchor.watched(Duration.ofMillis(1));
        await(() -> gateway.relaunches.get() == 1);
        assertEquals(new Current(1, Optional.empty(), OptionalInt.empty(), Optional.of(UNWATCHED)),
                new CurrentFile(other).read());
    }

    private void execute(Duration unwatched) throws Exception {
        Limits limits = new Limits(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40), unwatched);
        gateway.anchor.execute(gateway.script(limits, jars.exporter("2.0.0"), jars.user("next", "", library)),
                bundles -> Optional.empty());
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it does not happen");
            Thread.onSpinWait();
        }
    }

    private static boolean hasThread() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("suture-deadline")) {
                thread.join(1000);
                return thread.isAlive();
            }
        }
        return false;
    }
}
