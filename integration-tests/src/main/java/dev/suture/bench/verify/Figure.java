// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What one process measured; a line between the processes.
 *
 * @param cold the first refresh of a new JVM, with nothing but a root to begin with
 * @param first the same once the JVM is warm
 * @param idle a refresh that finds nothing new, the JVM warm
 */
record Figure(Duration cold, Duration first, Duration idle) {
    private static final int LIMIT = 1024;

    String write() {
        return new String(StrictJson.write(json()), StandardCharsets.UTF_8);
    }

    /** As JSON; times in microseconds. */
    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("coldMicros", cold.toNanos() / 1000);
        json.addProperty("firstMicros", first.toNanos() / 1000);
        json.addProperty("idleMicros", idle.toNanos() / 1000);
        return json;
    }

    /** @throws MalformedException if the line is no figure */
    static Figure read(String line) throws MalformedException {
        Fields fields = Fields.of("figure", StrictJson.parse("figure", line.getBytes(StandardCharsets.UTF_8), LIMIT));
        Figure figure = new Figure(micros(fields, "coldMicros"), micros(fields, "firstMicros"), micros(fields,
                "idleMicros"));
        fields.end();
        return figure;
    }

    private static Duration micros(Fields fields, String name) throws MalformedException {
        return Duration.ofNanos(1000 * fields.integer(name, 0, Long.MAX_VALUE / 1000));
    }
}
