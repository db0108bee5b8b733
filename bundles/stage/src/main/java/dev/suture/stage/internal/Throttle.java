// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import dev.suture.stage.StageWatch;

/** Keeps downloads below a speed, for links that others need too. Used by one thread at a time. */
final class Throttle {
    /** So soon a cancellation is noticed. */
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(100);

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private long due;

    /** At most so many bytes a second on average; 0 for no limit. */
    Throttle(long bytesPerSecond) {
        this(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /** With this monotonic clock; {@code pause} waits so many nanoseconds, or less. */
    Throttle(long bytesPerSecond, LongSupplier nanos, LongConsumer pause) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.pause = pause;
        this.due = nanos.getAsLong();
    }

    /** After so many bytes: waits until the next may come, or nobody wants them any more. */
    void pass(long bytes, StageWatch watch) {
        if (bytesPerSecond == 0) {
            return;
        }
        long now = nanos.getAsLong();
        due = Math.max(due, now) + bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
        for (long left = due - now; left > 0 && !watch.isCancelled(); left = due - nanos.getAsLong()) {
            pause.accept(Math.min(left, SLICE));
        }
    }
}
