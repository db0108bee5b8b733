// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.StrictJson;

/** A result for programs; times in microseconds, heap in MiB. */
final class VerifyJson {
    private VerifyJson() {
    }

    static byte[] write(VerifyResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("benchmark", "verify");
        json.addProperty("exitCode", result.exitCode());
        json.addProperty("clientOptions", String.join(" ", ClientProcess.OPTIONS));
        json.add("machine", result.machine().toJson());
        JsonArray trials = new JsonArray();
        result.trials().stream().map(VerifyJson::trial).forEach(trials::add);
        json.add("trials", trials);
        return StrictJson.writePretty(json);
    }

    private static JsonObject trial(Trial trial) {
        JsonObject json = new JsonObject();
        json.addProperty("targets", trial.targets());
        json.addProperty("scheme", trial.scheme().label());
        json.addProperty("client", trial.client().label());
        if (trial.isDone()) {
            json.add("cold", trial.cold().toJson());
            json.add("first", trial.first().toJson());
            json.add("idle", trial.idle().toJson());
            json.addProperty("heap", trial.heap().orElseThrow());
            JsonArray processes = new JsonArray();
            trial.figures().stream().map(Figure::json).forEach(processes::add);
            json.add("processes", processes);
        } else {
            json.addProperty("refusal", trial.refusal());
        }
        return json;
    }
}
