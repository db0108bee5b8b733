// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running load on a thread of its own. Safe for use by several threads. */
final class Load implements AutoCloseable {
    /** Long enough for any turn of the engine; a longer wait means that its thread has died. */
    private static final long PATIENCE_SECONDS = 5;

    private final LoadPlan plan;
    private final Engine engine;
    private final Queue<Command> commands = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<LoadReport> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean cut;

    private interface Command {
        void run(Engine engine) throws IOException;
    }

    /** Starts it. */
    Load(LoadPlan plan) throws IOException {
        this.plan = plan;
        engine = new Engine(plan, System::nanoTime);
        thread = new Thread(this::run, "load");
        thread.setDaemon(true);
        thread.start();
    }

    LoadReport snapshot() throws IOException, InterruptedException {
        return ask(running -> {});
    }

    LoadReport mark() throws IOException, InterruptedException {
        return ask(Engine::mark);
    }

    LoadReport stray(int port, int count) throws IOException, InterruptedException {
        return ask(running -> running.stray(port, count));
    }

    /** Stops it and waits until all requests inside are answered or lost. */
    LoadReport stop() throws IOException, InterruptedException {
        ask(Engine::stop);
        return await(end, plan.timeout().toSeconds() + PATIENCE_SECONDS);
    }

    /** Cuts off what still runs. */
    @Override
    public void close() {
        cut = true;
        engine.wakeUp();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LoadReport ask(Command command) throws IOException, InterruptedException {
        CompletableFuture<LoadReport> answer = new CompletableFuture<>();
        commands.add(running -> {
            command.run(running);
            answer.complete(running.report());
        });
        engine.wakeUp();
        return await(answer, PATIENCE_SECONDS);
    }

    private LoadReport await(CompletableFuture<LoadReport> answer, long seconds) throws IOException,
            InterruptedException {
        try {
            return answer.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the load does not run any more", e);
        }
    }

    private void run() {
        try {
            while (!cut && !engine.isDone()) {
                engine.turn();
                for (Command command = commands.poll(); command != null; command = commands.poll()) {
                    command.run(engine);
                }
            }
            end.complete(engine.report());
            engine.close();
        } catch (IOException e) {
            end.completeExceptionally(e);
        }
    }
}
