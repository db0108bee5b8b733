// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.suture.anchor.Anchor;

/** Hands out the one lease. */
final class LeaseDesk {
    private final AtomicReference<Semaphore> desk = new AtomicReference<>(new Semaphore(1, true));

    Optional<Anchor.Lease> lease(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            Semaphore one = desk.get();
            if (!one.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            if (one == desk.get()) {
                return Optional.of(lease(one));
            }
            one.release(); // a desk that was closed: the next one in its queue comes over as well
        }
    }

    /** Takes the lease, whoever has it: one that hangs would keep it for ever, and nobody could ever work again. */
    Anchor.Lease seize() {
        Semaphore one = new Semaphore(0, true);
        desk.getAndSet(one).release();
        return lease(one);
    }

    private static Anchor.Lease lease(Semaphore one) {
        AtomicBoolean held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                one.release();
            }
        };
    }
}
