// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.util.Map;
import java.util.TreeMap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * One message of a device's event topic, as far as the demo needs it. Open to fields it does not know: an onlooker has no
 * business to insist.
 *
 * @param name the step, e.g. {@code switched}
 * @param details more, by name
 */
record DeviceStep(String name, Map<String, String> details) {
    private static final int LIMIT = 64 * 1024;

    DeviceStep {
        details = Map.copyOf(details);
    }

    static DeviceStep read(byte[] payload) throws MalformedException {
        JsonObject object = StrictJson.parse("event", payload, LIMIT);
        Map<String, String> details = new TreeMap<>();
        if (object.get("details") instanceof JsonObject more) {
            for (Map.Entry<String, JsonElement> detail : more.entrySet()) {
                details.put(detail.getKey(), detail.getValue().getAsString());
            }
        }
        return new DeviceStep(Fields.of("event", object).string("step"), details);
    }

    /** Stands for a message that is none. */
    static DeviceStep unreadable(String why) {
        return new DeviceStep("unreadable", Map.of("reason", why));
    }

    /** For a person: {@code "'failed': the content is not what was signed"}. */
    String describe() {
        return "'" + name + "'" + (details.isEmpty() ? "" : ": " + String.join(", ", details.values()));
    }
}
