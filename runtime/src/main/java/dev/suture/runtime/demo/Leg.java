// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * What one level's way to the device measured.
 *
 * @param level the level
 * @param steps the device's steps as they were seen, by the time since the announcement
 * @param wireBytes content and announcement that went to the device
 * @param lost requests that were lost meanwhile
 */
record Leg(Level level, List<Timeline.Moment> steps, long wireBytes, long lost) {
    Leg {
        steps = List.copyOf(steps);
    }

    /** From one step to another; empty if one was not seen. */
    Optional<Duration> between(String from, String to) {
        return at(to).flatMap(end -> at(from).map(end::minus));
    }

    /** From the announcement to a step; empty if it was not seen. */
    Optional<Duration> at(String step) {
        return steps.stream().filter(moment -> moment.step().name().equals(step)).findFirst().map(Timeline.Moment::at);
    }

    /** As JSON; times in microseconds. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("level", level.label());
        JsonArray timeline = new JsonArray();
        for (Timeline.Moment moment : steps) {
            JsonObject step = new JsonObject();
            step.addProperty("step", moment.step().name());
            step.addProperty("sincePublishedMicros", moment.at().toNanos() / 1000);
            timeline.add(step);
        }
        json.add("timeline", timeline);
        json.addProperty("wireBytes", wireBytes);
        json.addProperty("lost", lost);
        return json;
    }
}
