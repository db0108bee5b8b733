// SPDX-License-Identifier: Apache-2.0
package dev.suture.doors.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.suture.anchor.Door;

/**
 * Counts what is inside, by epoch, and parks what arrives while it is closed. An epoch lasts from one close to the next;
 * what entered in an earlier one is older. Safe for use by any number of threads.
 */
final class Turnstile implements Door {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final int maxParked;
    private final Duration maxWait;

    private boolean closed;
    private int parked;
    private long epoch;
    private int inside;
    private int older;

    /**
     * A turnstile that is open.
     *
     * @param maxParked how many may wait at once
     * @param maxWait how long one may wait
     */
    Turnstile(int maxParked, Duration maxWait) {
        this.maxParked = maxParked;
        this.maxWait = maxWait;
    }

    /** Enters, waiting while the door is closed. @return the ticket to leave with, or empty if there is no place to wait */
    Optional<Ticket> enter() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed && !awaitOpen()) {
                return Optional.empty();
            }
            inside++;
            return Optional.of(new Ticket(epoch));
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitOpen() throws InterruptedException {
        if (parked >= maxParked) {
            return false;
        }
        parked++;
        try {
            long left = maxWait.toNanos();
            while (closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } finally {
            parked--;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                epoch++;
                older += inside;
                inside = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void open() {
        lock.lock();
        try {
            closed = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitOlderLeft(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.NANOSECONDS.convert(limit);
            while (older > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return older == 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int olderInside() {
        lock.lock();
        try {
            return older;
        } finally {
            lock.unlock();
        }
    }

    private void leave(long entered) {
        lock.lock();
        try {
            if (entered == epoch) {
                inside--;
            } else if (--older == 0) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** One that is inside. */
    final class Ticket {
        private final long entered;
        private boolean left;

        private Ticket(long entered) {
            this.entered = entered;
        }

        /** Leaves; done again it does nothing, since an asynchronous request may end in more than one way. */
        synchronized void leave() {
            if (!left) {
                left = true;
                Turnstile.this.leave(entered);
            }
        }
    }
}
