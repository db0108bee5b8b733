// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does on a thread of its own what new code may never come back from: the working thread goes on without it, and what hangs
 * costs one thread. Used by the working thread.
 */
final class Aside {
    private final Cancellation cancellation;

    Aside(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /**
     * Does it.
     *
     * @throws ExecutionException with what it threw
     * @throws TimeoutException if it has not come back after {@code limit}
     */
    <T> T call(Callable<T> work, Duration limit) throws CancelledException, ExecutionException, TimeoutException {
        CountDownLatch done = new CountDownLatch(1);
        FutureTask<T> task = new FutureTask<>(work);
        Threads.make(() -> {
            task.run();
            done.countDown();
        }, "suture-agent-aside").start();
        if (!cancellation.await(() -> done.await(limit.toNanos(), TimeUnit.NANOSECONDS))) {
            throw new TimeoutException("it does not come back within " + limit.toSeconds() + " s");
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("what is done is not waited for", e);
        }
    }
}
