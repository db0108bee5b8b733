// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.concurrent.TimeUnit;
import java.time.Duration;

/**
 * Goes off when nobody has held it for too long. It has a thread of its own while it is set, so that it depends on nothing
 * that a switch replaces. Safe for use by several threads.
 */
final class DeadMansSwitch implements AutoCloseable {
    private final Runnable goesOff;
    private Thread thread;
    private long due;

    /** @param goesOff called on this switch's own thread, without any lock of it; may set it again */
    DeadMansSwitch(Runnable goesOff) {
        this.goesOff = goesOff;
    }

    /** From now on it goes off after {@code limit}, unless this is called again or it is closed. */
    synchronized void hold(Duration limit) {
        due = System.nanoTime() + limit.toNanos();
        notifyAll();
        if (thread == null) {
            thread = new Thread(this::watch, "suture-deadline");
            thread.setDaemon(true);
            // Not that of whoever calls: it may be a bundle that is replaced meanwhile.
            thread.setContextClassLoader(DeadMansSwitch.class.getClassLoader());
            thread.start();
        }
    }

    /** Whether its time has come; false once it was held again or closed. */
    synchronized boolean isDue() {
        return thread != null && System.nanoTime() - due >= 0;
    }

    /** It goes off no more. */
    @Override
    public synchronized void close() {
        thread = null;
        notifyAll();
    }

    private void watch() {
        try {
            while (awaitDue()) {
                goesOff.run();
                closeIfDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the thread ends
        }
    }

    /** @return false if this thread is not needed any more */
    private synchronized boolean awaitDue() throws InterruptedException {
        while (thread == Thread.currentThread() && !isDue()) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, due - System.nanoTime()));
        }
        return thread == Thread.currentThread();
    }

    /** What went off once does not go off again by itself. */
    private synchronized void closeIfDue() {
        if (thread == Thread.currentThread() && isDue()) {
            close();
        }
    }
}
