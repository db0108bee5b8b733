// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** {@code quarantine.json}: {@code {format, held[{patch, label, kind, tries, until?, since, reason}]}}. */
final class HoldFormat {
    static final String DOCUMENT = "quarantine.json";

    private static final int MAX_LENGTH = 1024 * 1024;

    private HoldFormat() {
    }

    static byte[] write(List<Hold> holds) {
        JsonObject json = Documents.start();
        JsonArray held = new JsonArray();
        holds.forEach(hold -> held.add(write(hold)));
        json.add("held", held);
        return StrictJson.writePretty(json);
    }

    /** One as {@code {patch, label, kind, tries, until?, since, reason}}. */
    static JsonObject write(Hold hold) {
        JsonObject json = new JsonObject();
        json.addProperty("patch", hold.patch().hex());
        json.addProperty("label", hold.label());
        json.addProperty("kind", hold.kind().wireName());
        json.addProperty("tries", hold.tries());
        hold.until().ifPresent(until -> json.addProperty("until", until.toString()));
        json.addProperty("since", hold.since().toString());
        json.addProperty("reason", hold.reason());
        return json;
    }

    static List<Hold> read(byte[] utf8) throws MalformedException {
        Fields fields = Documents.open(DOCUMENT, utf8, MAX_LENGTH);
        List<Hold> holds = new ArrayList<>();
        for (Fields hold : fields.objects("held")) {
            holds.add(new Hold(Documents.digest(hold, "patch"), hold.string("label"),
                    Documents.constant(hold, "kind", Hold.Kind.class, Hold.Kind::wireName),
                    (int) hold.integer("tries", 0, Integer.MAX_VALUE), Documents.findInstant(hold, "until"),
                    Documents.instant(hold, "since"), hold.string("reason")));
            hold.end();
        }
        fields.end();
        return holds;
    }
}
