// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.HashSet;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** Evidence as {@code {machineBoot, green[], red?{gate, reason, hostLocal}}}. */
final class EvidenceFormat {
    private EvidenceFormat() {
    }

    static JsonObject write(Evidence evidence) {
        JsonObject json = new JsonObject();
        json.addProperty("machineBoot", evidence.machineBoot());
        JsonArray green = new JsonArray();
        evidence.green().stream().sorted().forEach(green::add);
        json.add("green", green);
        evidence.red().ifPresent(red -> {
            JsonObject gate = new JsonObject();
            gate.addProperty("gate", red.gate());
            gate.addProperty("reason", red.reason());
            gate.addProperty("hostLocal", red.hostLocal());
            json.add("red", gate);
        });
        return json;
    }

    static Evidence read(Fields fields) throws MalformedException {
        Optional<Red> red = Optional.empty();
        if (fields.has("red")) {
            Fields gate = fields.object("red");
            red = Optional.of(new Red(gate.string("gate"), gate.string("reason"), gate.bool("hostLocal")));
            gate.end();
        }
        Evidence evidence = new Evidence(fields.string("machineBoot"), new HashSet<>(fields.strings("green")), red);
        fields.end();
        return evidence;
    }
}
