// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.suture.tuf.json.StrictJson;

/**
 * How a run of the demo ended, for a program.
 *
 * @param figures what was measured
 * @param checks the checks and how they ended
 */
record DemoReport(Figures figures, Checks checks) {
    private static final int HELD = 0;
    private static final int FAILED = 1;
    private static final int INCONCLUSIVE = 3;

    /** 0 if every check held, 1 if one did not, 3 if the load was too small for the run to prove anything. */
    int exitCode() {
        if (!checks.allHeld()) {
            return FAILED;
        }
        return isConclusive() ? HELD : INCONCLUSIVE;
    }

    boolean isConclusive() {
        return figures.load().perSecond() >= Story.LEAST_LOAD;
    }

    void write(Path file) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("exitCode", exitCode());
        json.addProperty("conclusive", isConclusive());
        json.addProperty("summary", checks.summary());
        json.add("checks", checksJson());
        figures.toJson().asMap().forEach(json::add);
        Files.write(file, StrictJson.writePretty(json));
    }

    private JsonArray checksJson() {
        JsonArray array = new JsonArray();
        for (Checks.Outcome outcome : checks.outcomes()) {
            JsonObject check = new JsonObject();
            check.addProperty("name", outcome.name());
            check.addProperty("result", outcome.result().name().toLowerCase(Locale.ROOT));
            check.addProperty("detail", outcome.detail());
            array.add(check);
        }
        return array;
    }
}
