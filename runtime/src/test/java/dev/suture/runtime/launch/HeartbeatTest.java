// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HeartbeatTest {
    private static final Optional<String> WELL = Optional.empty();
    private static final Optional<String> ILL = Optional.of("stuck");
    /** Taken as a failure of the look itself. */
    private static final Optional<String> FAILS = Optional.of("fails");

    @TempDir
    Path temp;

    /** Each look takes what is next in it; a look that finds nothing hangs. */
    private final BlockingQueue<Optional<String>> looks = new SynchronousQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    @Test
    void saysOnceThatTheGatewayIsUpAndThenThatItLivesAndNothingWhereItIsNotWell() throws Exception {
        Path words = Files.createFile(temp.resolve("words"));
        Thread thread = start(words);
        look(ILL);
        look(WELL);
        look(WELL);
        look(ILL);
        look(ILL);
        look(WELL);
        look(ILL); // the look before has been told of
        assertEquals(List.of("READY=1", "WATCHDOG=1", "WATCHDOG=1"), Files.readAllLines(words));
        assertTrue(log.take().endsWith("systemd is not told otherwise: stuck"));
        assertTrue(log.take().endsWith(": stuck"));
        end(thread);
    }

    @Test
    void aLookThatFailsIsNoProofThatTheGatewayIsWellAndTheNextOneMayBe() throws Exception {
        Path words = Files.createFile(temp.resolve("words"));
        Thread thread = start(words);
        look(WELL);
        look(FAILS);
        look(WELL);
        look(ILL); // the look before has been told of
        assertEquals(List.of("READY=1", "WATCHDOG=1"), Files.readAllLines(words));
        assertTrue(log.take().endsWith("systemd is not told otherwise: the look at it failed: "
                + "java.lang.IllegalStateException: no framework"));
        end(thread);
    }

    @Test
    void isSilentWhileALookHangs() throws Exception {
        Path words = Files.createFile(temp.resolve("words"));
        Thread thread = start(words);
        look(WELL);
        while (Files.size(words) == 0) {
            Thread.onSpinWait();
        }
        thread.join(300); // hundreds of periods
        assertEquals(List.of("READY=1"), Files.readAllLines(words));
        end(thread);
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        start(temp.resolve("no/pipe")).join();
        assertTrue(log.take().startsWith("systemd cannot be told any more that the gateway lives"));
    }

    @Test
    void beatsOnlyIfSomebodyAsksForIt() {
        assertTrue(Heartbeat.ofThisProcess(() -> WELL, log::add).isEmpty());
    }

    private Thread start(Path words) {
        return new Heartbeat(this::take, words, Duration.ofMillis(1), log::add).start();
    }

    private Optional<String> take() {
        try {
            Optional<String> look = looks.take();
            if (FAILS.equals(look)) {
                throw new IllegalStateException("no framework");
            }
            return look;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ILL;
        }
    }

    private void look(Optional<String> found) throws InterruptedException {
        assertTrue(looks.offer(found, 30, TimeUnit.SECONDS));
    }

    private static void end(Thread thread) throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
