// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;

/** The agent's thread: lets the engine work, waits, and lets nothing that fails out. */
final class Worker implements Runnable {
    private static final Duration AFTER_THE_WORST = Duration.ofMinutes(1);

    private final Engine engine;
    private final Inbox inbox;
    private final Cancellation cancellation;
    private final Log log;

    Worker(Engine engine, Inbox inbox, Cancellation cancellation, Log log) {
        this.engine = engine;
        this.inbox = inbox;
        this.cancellation = cancellation;
        this.log = log;
    }

    @Override
    public void run() {
        try {
            while (true) {
                cancellation.check();
                Duration wait = turn();
                cancellation.await(() -> {
                    inbox.await(wait);
                    return true;
                });
            }
        } catch (CancelledException e) {
            log.info("the agent has stopped");
        }
    }

    private Duration turn() throws CancelledException {
        try {
            return engine.run();
        } catch (RuntimeException | Error e) {
            return broken(e);
        }
    }

    private Duration broken(Throwable cause) throws CancelledException {
        try {
            return engine.broken(cause);
        } catch (RuntimeException | Error e) {
            log.error("the updater failed at noting that it failed; it tries again in a minute", e);
            return AFTER_THE_WORST;
        }
    }
}
