// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashSet;
import java.util.List;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Which keys a role has and how many of them must sign. A threshold above the number of keys is accepted here; such a role
 * is then unusable, as no signatures satisfy it.
 *
 * @param keyIds the ids of its keys, each once
 * @param threshold 1 or higher
 */
public record Role(List<String> keyIds, int threshold) {
    /** @throws IllegalArgumentException if the threshold is below 1 */
    public Role {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is 1 or higher");
        }
        keyIds = List.copyOf(new LinkedHashSet<>(keyIds));
    }

    static Role read(Fields fields) throws MalformedException {
        return new Role(fields.strings("keyids"), (int) fields.integer("threshold", 1, Integer.MAX_VALUE));
    }

    JsonObject toJson() {
        JsonArray ids = new JsonArray();
        keyIds.forEach(ids::add);
        JsonObject json = new JsonObject();
        json.add("keyids", ids);
        json.addProperty("threshold", threshold);
        return json;
    }
}
