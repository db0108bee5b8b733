// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** A removal as {@code {patch, from, to, generation, heldUntil}}. */
final class RemovalFormat {
    private RemovalFormat() {
    }

    static JsonObject write(Removal removal) {
        JsonObject json = new JsonObject();
        json.addProperty("patch", removal.patch().hex());
        json.addProperty("from", removal.from());
        json.addProperty("to", removal.to());
        json.addProperty("generation", removal.generation());
        json.addProperty("heldUntil", removal.heldUntil().toString());
        return json;
    }

    static Removal read(Fields fields) throws MalformedException {
        Removal removal = new Removal(Documents.digest(fields, "patch"), fields.string("from"), fields.string("to"),
                (int) fields.integer("generation", 1, Integer.MAX_VALUE), Documents.instant(fields, "heldUntil"));
        fields.end();
        return removal;
    }
}
