// SPDX-License-Identifier: Apache-2.0
package dev.suture.doors.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void letsInWhileOpen() throws Exception {
        Turnstile turnstile = new Turnstile(1, LONG);
        assertTrue(turnstile.enter().isPresent());
        assertEquals(0, turnstile.olderInside());
    }

    @Test
    void parksWhileClosedAndLetsInWhenOpened() throws Exception {
        Turnstile turnstile = new Turnstile(1, LONG);
        turnstile.close();
        CompletableFuture<Optional<Turnstile.Ticket>> parked = enterElsewhere(turnstile);
        turnstile.open();
        assertTrue(parked.get(20, TimeUnit.SECONDS).isPresent());
    }

    @Test
    void turnsAwayWhatFindsNoPlaceToWait() throws Exception {
        Turnstile turnstile = new Turnstile(0, LONG);
        turnstile.close();
        assertTrue(turnstile.enter().isEmpty());
    }

    @Test
    void turnsAwayWhatHasWaitedTooLong() throws Exception {
        Turnstile turnstile = new Turnstile(1, Duration.ofMillis(1));
        turnstile.close();
        assertTrue(turnstile.enter().isEmpty());
    }

    @Test
    void knowsWhatIsOlderThanTheLastClose() throws Exception {
        Turnstile turnstile = new Turnstile(1, LONG);
        Turnstile.Ticket old = turnstile.enter().orElseThrow();
        turnstile.close();
        turnstile.open();
        Turnstile.Ticket young = turnstile.enter().orElseThrow();
        assertEquals(1, turnstile.olderInside());
        assertFalse(turnstile.awaitOlderLeft(Duration.ZERO));
        young.leave();
        assertEquals(1, turnstile.olderInside());
        old.leave();
        assertTrue(turnstile.awaitOlderLeft(Duration.ZERO));
    }

    @Test
    void leavingTwiceCountsOnce() throws Exception {
        Turnstile turnstile = new Turnstile(1, LONG);
        Turnstile.Ticket first = turnstile.enter().orElseThrow();
        turnstile.enter().orElseThrow();
        turnstile.close();
        first.leave();
        first.leave();
        assertEquals(1, turnstile.olderInside());
    }

    @Test
    void wakesWhoWaitsForTheOlderOnes() throws Exception {
        Turnstile turnstile = new Turnstile(1, LONG);
        Turnstile.Ticket old = turnstile.enter().orElseThrow();
        turnstile.close();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> awaitLeft(turnstile));
        old.leave();
        assertTrue(waiting.get(20, TimeUnit.SECONDS));
    }

    private static boolean awaitLeft(Turnstile turnstile) {
        try {
            return turnstile.awaitOlderLeft(LONG);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CompletableFuture<Optional<Turnstile.Ticket>> enterElsewhere(Turnstile turnstile) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return turnstile.enter();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
