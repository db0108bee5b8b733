// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.time.Duration;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.suture.runtime.load.LoadReport;

/**
 * What one run of the demo measured.
 *
 * @param gatewayPid the gateway's pid
 * @param firstExposed from the command to the first exposed request
 * @param legs the levels that were to land, in their order
 * @param load the final count
 */
record Figures(long gatewayPid, Duration firstExposed, List<Leg> legs, LoadReport load) {
    Figures {
        legs = List.copyOf(legs);
    }

    /** As JSON; times in microseconds. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("gatewayPid", gatewayPid);
        json.addProperty("firstExposedMicros", micros(firstExposed));
        JsonArray patches = new JsonArray();
        legs.stream().map(Leg::toJson).forEach(patches::add);
        json.add("patches", patches);
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
