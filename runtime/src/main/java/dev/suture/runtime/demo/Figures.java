// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.suture.runtime.load.LoadReport;

/**
 * What one run of the demo measured.
 *
 * @param gatewayPid the gateway's pid
 * @param firstExposed from the command to the first exposed request
 * @param steps the device's steps as they were seen, by the time since the publication
 * @param wireBytes content and announcement that went to the device
 * @param load the final count
 */
record Figures(long gatewayPid, Duration firstExposed, List<Timeline.Moment> steps, long wireBytes, LoadReport load) {
    Figures {
        steps = List.copyOf(steps);
    }

    /** From one step to another; empty if one was not seen. */
    Optional<Duration> between(String from, String to) {
        return at(to).flatMap(end -> at(from).map(end::minus));
    }

    /** From the publication to a step; empty if it was not seen. */
    Optional<Duration> at(String step) {
        return steps.stream().filter(moment -> moment.step().name().equals(step)).findFirst().map(Timeline.Moment::at);
    }

    /** As JSON; times in microseconds. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("gatewayPid", gatewayPid);
        json.addProperty("firstExposedMicros", micros(firstExposed));
        JsonArray timeline = new JsonArray();
        for (Timeline.Moment moment : steps) {
            JsonObject step = new JsonObject();
            step.addProperty("step", moment.step().name());
            step.addProperty("sincePublishedMicros", micros(moment.at()));
            timeline.add(step);
        }
        json.add("timeline", timeline);
        json.addProperty("wireBytes", wireBytes);
        json.add("load", loadJson());
        return json;
    }

    private JsonObject loadJson() {
        JsonObject json = new JsonObject();
        json.addProperty("sent", load.sent());
        json.addProperty("answered", load.right());
        json.addProperty("lost", load.sent() - load.right());
        JsonObject kinds = new JsonObject();
        load.lost().forEach(kinds::addProperty);
        json.add("lostByKind", kinds);
        json.addProperty("sentPerSecond", Math.round(load.perSecond()));
        json.addProperty("longestWaitMicros", micros(load.longest()));
        json.addProperty("longestWaitSincePublishedMicros", micros(load.longestSinceMark()));
        return json;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
