// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What the gateway says of one swap; a line between the processes.
 *
 * @param version of the library that runs now
 * @param switched ours: how long the doors were closed; otherwise from the update to the end of the refresh
 * @param undone why attempts before were undone, one line each
 */
record SwapNote(String version, Duration switched, List<String> undone) {
    private static final int LIMIT = 16 * 1024;

    SwapNote {
        undone = List.copyOf(undone);
    }

    String write() {
        JsonObject json = new JsonObject();
        json.addProperty("version", version);
        json.addProperty("micros", switched.toNanos() / 1000);
        JsonArray reasons = new JsonArray();
        undone.forEach(reasons::add);
        json.add("undone", reasons);
        return new String(StrictJson.write(json), StandardCharsets.UTF_8);
    }

    /** @throws MalformedException if the line is no note */
    static SwapNote read(String line) throws MalformedException {
        Fields fields = Fields.of("swap", StrictJson.parse("swap", line.getBytes(StandardCharsets.UTF_8), LIMIT));
        SwapNote note = new SwapNote(fields.string("version"),
                Duration.ofNanos(1000 * fields.integer("micros", 0, Long.MAX_VALUE / 1000)), fields.strings("undone"));
        fields.end();
        return note;
    }
}
