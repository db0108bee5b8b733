// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench;

import java.time.Duration;
import java.util.List;

import com.google.gson.JsonObject;

/** Where several measurements of the same thing lie. */
public record Spread(Duration least, Duration median, Duration most) {
    /** Of some; all zero if there is none. */
    public static Spread of(List<Duration> values) {
        List<Duration> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return new Spread(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        }
        Duration upper = sorted.get(sorted.size() / 2);
        Duration lower = sorted.get((sorted.size() - 1) / 2);
        return new Spread(sorted.get(0), lower.plus(upper).dividedBy(2), sorted.get(sorted.size() - 1));
    }

    /** As JSON; times in microseconds. */
    public JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("leastMicros", least.toNanos() / 1000);
        json.addProperty("medianMicros", median.toNanos() / 1000);
        json.addProperty("mostMicros", most.toNanos() / 1000);
        return json;
    }
}
