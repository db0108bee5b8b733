// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** One line of the history: {@code {format, step, at, patch?, attempt, sequence, details{}}}. */
final class EventFormat {
    /** The most bytes a line may have. */
    static final int MAX_LENGTH = 16 * 1024;

    private static final String DOCUMENT = "history";

    private EventFormat() {
    }

    static byte[] write(DeviceEvent event) {
        JsonObject json = Documents.start();
        json.addProperty("step", event.step().wireName());
        json.addProperty("at", event.at().toString());
        event.patch().ifPresent(patch -> json.addProperty("patch", patch.hex()));
        json.addProperty("attempt", event.attempt());
        json.addProperty("sequence", event.sequence());
        JsonObject details = new JsonObject();
        event.details().forEach(details::addProperty);
        json.add("details", details);
        return StrictJson.write(json);
    }

    static DeviceEvent read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        Step step = Documents.constant(fields, "step", Step.class, Step::wireName);
        Instant at = Documents.instant(fields, "at");
        Optional<Digest> patch = fields.has("patch")
                ? Optional.of(Documents.digest(fields, "patch"))
                : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        Fields facts = fields.object("details");
        for (Map.Entry<String, JsonElement> fact : facts.members().entrySet()) {
            details.put(fact.getKey(), facts.string(fact.getKey()));
        }
        DeviceEvent event = new DeviceEvent(step, at, patch, (int) fields.integer("attempt", 0, Integer.MAX_VALUE),
                fields.integer("sequence", 0, Long.MAX_VALUE), details);
        fields.end();
        return event;
    }
}
