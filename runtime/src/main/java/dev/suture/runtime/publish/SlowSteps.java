// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

import dev.suture.publish.Progress;

/** Prints a step if the last one printed, or the start, is more than a second ago. For one thread. */
final class SlowSteps implements Progress {
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrintWriter out;
    private final LongSupplier nanos;
    private long last;

    SlowSteps(PrintWriter out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
        this.last = nanos.getAsLong();
    }

    @Override
    public void step(String line) {
        long now = nanos.getAsLong();
        // Compressing is the one step that is long by itself, and it is the last.
        if (now - last >= QUIET_NANOS || line.startsWith("compressing")) {
            out.println("  " + line);
            out.flush();
            last = now;
        }
    }
}
