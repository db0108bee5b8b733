// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.StrictJson;

/** A result for programs; times in microseconds. */
final class SwapJson {
    private SwapJson() {
    }

    static byte[] write(SwapResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("benchmark", "swap");
        json.addProperty("library", Libraries.SYMBOLIC_NAME + " " + SwapBench.HOLE + " <-> " + SwapBench.FIXED);
        json.addProperty("exitCode", result.exitCode());
        json.addProperty("conclusive", result.isConclusive());
        json.addProperty("requestsPerSecond", result.perSecond());
        json.addProperty("gatewayOptions", String.join(" ", GatewayProcess.OPTIONS));
        json.add("machine", result.machine().toJson());
        JsonObject calm = new JsonObject();
        calm.add("gap", Window.gaps(result.calm()).toJson());
        calm.add("wait", Window.waits(result.calm()).toJson());
        json.add("noSwap", calm);
        JsonArray techniques = new JsonArray();
        for (Technique technique : Technique.values()) {
            techniques.add(series(technique, result.of(technique)));
        }
        json.add("techniques", techniques);
        return StrictJson.writePretty(json);
    }

    private static JsonObject series(Technique technique, Series series) {
        JsonObject json = new JsonObject();
        json.addProperty("technique", technique.label());
        json.addProperty("sent", series.sent());
        json.addProperty("lost", series.lost());
        JsonObject kinds = new JsonObject();
        series.lostByKind().forEach(kinds::addProperty);
        json.add("lostByKind", kinds);
        json.add("gap", Window.gaps(series.windows()).toJson());
        json.add("wait", Window.waits(series.windows()).toJson());
        json.add("switch", series.switched().toJson());
        JsonArray swaps = new JsonArray();
        for (int round = 0; round < series.rounds().size(); round++) {
            for (Round.Swap swap : series.rounds().get(round).swaps()) {
                swaps.add(swap(round, swap));
            }
        }
        json.add("swaps", swaps);
        return json;
    }

    private static JsonObject swap(int round, Round.Swap swap) {
        JsonObject json = swap.window().toJson();
        json.addProperty("round", round + 1);
        json.addProperty("switchMicros", swap.note().switched().toNanos() / 1000);
        JsonArray undone = new JsonArray();
        swap.note().undone().forEach(undone::add);
        json.add("undone", undone);
        return json;
    }
}
