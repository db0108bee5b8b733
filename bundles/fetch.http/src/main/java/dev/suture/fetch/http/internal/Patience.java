// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps the time of one download, on a monotonic clock. Only waiting for the source counts against its speed; a caller
 * who is slow himself runs into the deadline alone. Used by one thread.
 */
final class Patience {
    private final HttpLimits limits;
    private final LongSupplier nanos;
    private final long start;
    private long waited;
    private long received;
    private boolean exhausted;

    Patience(HttpLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        start = nanos.getAsLong();
    }

    /** A read that may block. */
    interface Wait {
        /** Waits no longer than {@code millis} for bytes. @return how many came, or −1 at the end */
        int forBytes(int millis) throws IOException;
    }

    /** Waits for bytes. @throws IOException if the source is too slow, or whatever the read throws */
    int await(Wait wait) throws IOException {
        long before = nanos.getAsLong();
        long left = limits.deadline().minusNanos(before - start).toMillis();
        if (left <= 0) {
            throw exhausted("not done after " + limits.deadline().toSeconds() + " s");
        }
        int count = wait.forBytes((int) Math.min(left, limits.silence().toMillis()));
        waited += nanos.getAsLong() - before;
        received += Math.max(count, 0);
        if (count >= 0 && waited >= limits.window().toNanos()) {
            judge();
        }
        return count;
    }

    boolean isExhausted() {
        return exhausted;
    }

    private void judge() throws IOException {
        double speed = received * (double) Duration.ofSeconds(1).toNanos() / waited;
        if (speed < limits.floor()) {
            throw exhausted("slower than " + limits.floor() + " bytes a second");
        }
        waited = 0;
        received = 0;
    }

    private IOException exhausted(String detail) {
        exhausted = true;
        return new IOException(detail);
    }
}
