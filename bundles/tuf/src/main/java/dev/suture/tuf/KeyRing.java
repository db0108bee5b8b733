// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashMap;
import java.util.Map;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** The field {@code keys} of metadata that delegates. Stateless. */
final class KeyRing {
    private static final String FIELD = "keys";

    private KeyRing() {
    }

    /** Reads {@code keys}. TUF §4.3: each id must be right for its key. */
    static Map<String, Key> read(Fields fields) throws MalformedException {
        Map<String, Key> keys = new LinkedHashMap<>();
        Fields listed = fields.object(FIELD);
        for (String id : listed.members().keySet()) {
            Key key = Key.read("a key", listed.raw(id));
            if (!key.id().equals(id)) {
                throw fields.wrong(FIELD, "a list with a key under an id that is not its own");
            }
            keys.put(id, key);
        }
        return keys;
    }

    /** @throws IllegalArgumentException if a key stands under an id that is not its own */
    static Map<String, Key> copy(Map<String, Key> keys) {
        keys.forEach((id, key) -> {
            if (!key.id().equals(id)) {
                throw new IllegalArgumentException("a key under an id that is not its own");
            }
        });
        return Map.copyOf(keys);
    }

    static void addTo(JsonObject json, Map<String, Key> keys) {
        JsonObject objects = new JsonObject();
        keys.keySet().stream().sorted().forEach(id -> objects.add(id, keys.get(id).json()));
        json.add(FIELD, objects);
    }
}
