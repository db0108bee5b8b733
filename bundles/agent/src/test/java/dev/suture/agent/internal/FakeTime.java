// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;

/** Time that passes when somebody says so, or pauses. */
final class FakeTime implements Time {
    Runnable onPause = () -> {};
    private Duration elapsed = Duration.ofHours(1);
    private Instant now = Instant.parse("2026-11-24T12:00:00Z");

    synchronized void pass(Duration duration) {
        elapsed = elapsed.plus(duration);
        now = now.plus(duration);
    }

    /** Sets the wall clock alone. */
    synchronized void jump(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Duration elapsed() {
        return elapsed;
    }

    @Override
    public void pause(Duration duration) {
        pass(duration);
        onPause.run();
    }
}
