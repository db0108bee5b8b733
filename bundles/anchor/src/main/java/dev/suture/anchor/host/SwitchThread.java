// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The thread on which foreign code (activators, components, gates) runs during a switch, so that code that hangs cannot
 * keep the doors closed: the anchor stops waiting and undoes.
 */
final class SwitchThread implements AutoCloseable {
    private static final Duration END = Duration.ofMillis(20);

    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "suture-switch");
        thread.setDaemon(true);
        return thread;
    });

    /** A part of a switch. It asks {@code cancelled} between its steps. */
    interface Part {
        void run(AtomicBoolean cancelled) throws SwitchFault;
    }

    /** Runs one part, for at most {@code limit}. @throws SwitchFault its own, or that it took too long */
    void run(Part part, Duration limit) throws SwitchFault {
        AtomicBoolean cancelled = new AtomicBoolean();
        try {
            executor.submit(() -> {
                part.run(cancelled);
                return cancelled;
            }).get(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancelled.set(true);
            letEnd();
            throw SwitchFault.circumstances("the switch took too long");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SwitchFault fault
                    ? fault
                    : SwitchFault.notWell("the switch failed", e.getCause());
        } catch (InterruptedException e) {
            cancelled.set(true);
            Thread.currentThread().interrupt();
            throw SwitchFault.circumstances("interrupted");
        }
    }

    /** Interrupts what hangs, so that undoing seldom meets a thread that still works against it. */
    private void letEnd() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(END.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Undoes on a thread of its own: code that cannot be interrupted may hold the lock of a bundle that has to be stopped. */
    static Thread start(Runnable work) {
        Thread thread = new Thread(work, "suture-undo");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Waits for what was started; a caller that was interrupted before waits nevertheless.
     *
     * @return false if it is not done after {@code limit}; it goes on then
     */
    static boolean join(Thread thread, Duration limit) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Lets the thread end; code that still hangs in it is interrupted. */
    @Override
    public void close() {
        executor.shutdownNow();
    }
}
