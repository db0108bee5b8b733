// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.osgi.service.log.Logger;

/** The timeline as a thread. A task that throws is logged and does not end it. */
final class SingleThread implements Timeline {
    private final ScheduledThreadPoolExecutor executor;
    private final Logger log;

    SingleThread(String name, Logger log) {
        this.log = log;
        executor = new ScheduledThreadPoolExecutor(1, new Threads(name), new ThreadPoolExecutor.DiscardPolicy());
        executor.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(() -> run(task));
    }

    @Override
    public Runnable later(Duration delay, Runnable task) {
        Future<?> future = executor.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void end() {
        executor.shutdownNow();
    }

    /** Waits for the thread to end. @return whether it has, within {@code limit} */
    boolean await(Duration limit) {
        try {
            return executor.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // The edge of a thread: whatever a task throws would vanish in its future.
    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.error("MQTT: a step failed; the next ones go on", e);
        }
    }
}
