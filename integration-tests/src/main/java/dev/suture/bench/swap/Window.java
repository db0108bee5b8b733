// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.time.Duration;
import java.util.List;

import com.google.gson.JsonObject;

import dev.suture.bench.Spread;
import dev.suture.runtime.load.LoadReport;

/**
 * What the callers saw between two moments of a load.
 *
 * @param sent requests that left in it
 * @param lost requests that were lost in it
 * @param gap the longest time without a right answer to anybody
 * @param longestWait the longest wait of a request that was answered rightly
 */
record Window(long sent, long lost, Duration gap, Duration longestWait) {
    /** From a mark to now. */
    static Window between(LoadReport mark, LoadReport now) {
        return new Window(now.sent() - mark.sent(), now.lostTotal() - mark.lostTotal(), now.waits().gapSinceMark(),
                now.waits().answerSinceMark());
    }

    static Spread gaps(List<Window> windows) {
        return Spread.of(windows.stream().map(Window::gap).toList());
    }

    static Spread waits(List<Window> windows) {
        return Spread.of(windows.stream().map(Window::longestWait).toList());
    }

    /** As JSON; times in microseconds. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("sent", sent);
        json.addProperty("lost", lost);
        json.addProperty("gapMicros", gap.toNanos() / 1000);
        json.addProperty("waitMicros", longestWait.toNanos() / 1000);
        return json;
    }
}
