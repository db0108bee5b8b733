// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.Map;
import java.util.TreeMap;

import com.google.gson.JsonObject;

import dev.suture.notify.Bytes;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceState;
import dev.suture.tuf.json.StrictJson;

/** What a device writes, as JSON of format 1 (docs/mqtt.md). Optional fields are left out when empty. Stateless. */
final class Reports {
    /** The most characters all details of an event may have, names included. */
    static final int MAX_DETAILS = 8 * 1024;

    private static final int FORMAT = 1;

    private Reports() {
    }

    /** The payload of {@code …/state}. */
    static Bytes state(DeviceState state) {
        JsonObject json = start();
        json.addProperty("base", state.running().base());
        json.addProperty("level", state.running().level());
        json.addProperty("generation", state.running().generation());
        json.addProperty("digest", state.generation().hex());
        json.addProperty("phase", state.phase().name().toLowerCase(java.util.Locale.ROOT));
        state.reason().ifPresent(reason -> json.addProperty("reason", reason));
        json.addProperty("bootCount", state.bootCount());
        json.addProperty("sequence", state.sequence());
        return Bytes.copyOf(StrictJson.write(json));
    }

    /** The payload of {@code …/event}. Details that are too long are left out, and it says so. */
    static Bytes event(DeviceEvent event) {
        JsonObject json = start();
        json.addProperty("step", event.step().wireName());
        json.addProperty("at", event.at().toString());
        event.patch().ifPresent(patch -> json.addProperty("patch", patch.hex()));
        json.addProperty("attempt", event.attempt());
        json.addProperty("sequence", event.sequence());
        json.add("details", details(event.details()));
        return Bytes.copyOf(StrictJson.write(json));
    }

    /** The payload of {@code …/online}. @param session tells one connection from the next */
    static Bytes online(boolean online, String session) {
        JsonObject json = start();
        json.addProperty("online", online);
        json.addProperty("session", session);
        return Bytes.copyOf(StrictJson.write(json));
    }

    private static JsonObject details(Map<String, String> details) {
        JsonObject json = new JsonObject();
        int length = details.entrySet().stream().mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (length > MAX_DETAILS) {
            json.addProperty("omitted", length + " characters of details");
            return json;
        }
        new TreeMap<>(details).forEach(json::addProperty);
        return json;
    }

    private static JsonObject start() {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        return json;
    }
}
