// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does and tells nobody of: asks again and again, up to a limit. */
public final class Polling {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private Polling() {
    }

    /** A question; empty means: not yet. */
    public interface Question<T> {
        Optional<T> ask() throws IOException, InterruptedException;
    }

    /** The answer, or empty if there is none within {@code limit}. Asks at least once. */
    public static <T> Optional<T> await(Duration limit, Question<T> question) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<T> answer = question.ask();
        while (answer.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(INTERVAL);
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for another process");
            }
            answer = question.ask();
        }
        return answer;
    }
}
