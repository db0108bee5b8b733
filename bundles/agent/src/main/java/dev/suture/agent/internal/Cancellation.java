// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/**
 * The word to stop. Work asks for it between its steps; a wait is cut short by an interrupt. Work that is no wait is
 * never interrupted, because an interrupt closes the file channel it happens to use. Only one thread works and waits;
 * any thread may cancel.
 */
final class Cancellation {
    private boolean cancelled;
    private Thread waiting;

    /** A wait of the working thread. */
    interface Wait<T> {
        T await() throws InterruptedException;
    }

    /** Tells the working thread to stop; returns at once. */
    synchronized void cancel() {
        cancelled = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    synchronized boolean isSet() {
        return cancelled;
    }

    /** Ends the work if the word was given. */
    void check() throws CancelledException {
        if (isSet()) {
            throw new CancelledException();
        }
    }

    /** Waits; the one place where the working thread may be interrupted. */
    <T> T await(Wait<T> wait) throws CancelledException {
        enter();
        try {
            return wait.await();
        } catch (InterruptedException e) {
            throw new CancelledException();
        } finally {
            leave();
        }
    }

    private synchronized void enter() throws CancelledException {
        check();
        waiting = Thread.currentThread();
    }

    private synchronized void leave() {
        waiting = null;
        if (Thread.interrupted()) {
            cancelled = true;
        }
    }
}
