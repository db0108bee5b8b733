// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks the integrator's services (policies, health gates) on threads of their own, all at once and under a time limit.
 * One that never returns costs one thread and is not called again before it does. Used by the working thread; only
 * {@link #close} may come from another.
 */
final class Asking implements AutoCloseable {
    private static final int MOST_THREADS = 32;

    private final Duration limit;
    private final ThreadPoolExecutor threads;
    private final Map<Object, Future<?>> unanswered = new IdentityHashMap<>();

    /**
     * What one of them said.
     *
     * @param who its name
     * @param said its answer, or what stands for it
     */
    record Reply<R>(String who, R said) {}

    /** Why one was not asked. */
    private static final class NotAsked extends Exception {
        private static final long serialVersionUID = 1;

        NotAsked(String message) {
            super(message);
        }
    }

    Asking(Duration limit) {
        this.limit = limit;
        this.threads = new ThreadPoolExecutor(0, MOST_THREADS, 5, TimeUnit.SECONDS, new SynchronousQueue<>(),
                task -> Threads.make(task, "suture-agent-asks"));
    }

    /**
     * Puts one question to all of them, and gives them back.
     *
     * @param failed turns the failure to answer, in words, into an answer
     */
    <T, R> List<Reply<R>> all(List<Held<T>> services, Function<T, R> question, Function<String, R> failed)
            throws InterruptedException {
        try {
            List<Future<R>> calls = services.stream().map(held -> call(held.service(), question)).toList();
            long deadline = System.nanoTime() + limit.toNanos();
            List<Reply<R>> replies = new ArrayList<>();
            for (int i = 0; i < calls.size(); i++) {
                replies.add(new Reply<>(services.get(i).name(), answer(calls.get(i), deadline, failed)));
            }
            return replies;
        } finally {
            services.forEach(Held::close);
        }
    }

    /** Lets all threads end; one that still hangs is interrupted. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T, R> Future<R> call(T service, Function<T, R> question) {
        unanswered.values().removeIf(Future::isDone);
        if (unanswered.containsKey(service)) {
            return CompletableFuture.failedFuture(new NotAsked("has not answered an earlier question yet"));
        }
        try {
            Future<R> call = threads.submit(() -> question.apply(service));
            unanswered.put(service, call);
            return call;
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new NotAsked("could not be asked: too many others do not answer"));
        }
    }

    private <R> R answer(Future<R> call, long deadline, Function<String, R> failed) throws InterruptedException {
        try {
            R said = call.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return said == null ? failed.apply("answered null") : said;
        } catch (TimeoutException e) {
            return failed.apply("did not answer within " + limit.toMillis() + " ms");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return failed.apply(cause instanceof NotAsked ? cause.getMessage() : "failed with " + cause);
        }
    }
}
