// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.suture.anchor.Anchor;

/** Hands out the one lease. */
final class LeaseDesk {
    private final Semaphore one = new Semaphore(1, true);

    Optional<Anchor.Lease> lease(Duration wait) throws InterruptedException {
        if (!one.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        AtomicBoolean held = new AtomicBoolean(true);
        return Optional.of(() -> {
            if (held.getAndSet(false)) {
                one.release();
            }
        });
    }
}
