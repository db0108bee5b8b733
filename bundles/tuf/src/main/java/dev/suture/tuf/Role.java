// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Which keys a role has and how many of them must sign. A threshold or a minimum above the number of keys is accepted here;
 * such a role is then unusable, as no signatures satisfy it.
 *
 * @param keyIds the ids of its keys, each once
 * @param threshold 1 or higher
 * @param minimum {@code x-suture-min}: what must be among them; without it, this is plain TUF
 */
public record Role(List<String> keyIds, int threshold, Optional<Minimum> minimum) {
    private static final String MINIMUM = "x-suture-min";

    /** @throws IllegalArgumentException if the threshold is below 1 */
    public Role {
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is 1 or higher");
        }
        keyIds = List.copyOf(new LinkedHashSet<>(keyIds));
    }

    /** A role of plain TUF. */
    public Role(List<String> keyIds, int threshold) {
        this(keyIds, threshold, Optional.empty());
    }

    static Role read(Fields fields) throws MalformedException {
        Optional<Fields> minimum = fields.findObject(MINIMUM);
        return new Role(fields.strings("keyids"), (int) fields.integer("threshold", 1, Integer.MAX_VALUE),
                minimum.isPresent() ? Optional.of(Minimum.read(minimum.get())) : Optional.empty());
    }

    JsonObject toJson() {
        JsonArray ids = new JsonArray();
        keyIds.forEach(ids::add);
        JsonObject json = new JsonObject();
        json.add("keyids", ids);
        json.addProperty("threshold", threshold);
        minimum.ifPresent(asked -> json.add(MINIMUM, asked.toJson()));
        return json;
    }

    /**
     * What the signatures of these keys fall short of, for people; empty if they are enough. Each key counts once, under
     * however many ids it stands. Whether a key is this role's is not asked.
     */
    public Optional<String> findLack(Collection<Key> signed) {
        Map<String, Key> distinct = new LinkedHashMap<>();
        signed.forEach(key -> distinct.put(key.material(), key));
        return distinct.size() < threshold
                ? Optional.of(distinct.size() + " of " + threshold + " keys of its role")
                : minimum.flatMap(asked -> asked.findLack(distinct.values()));
    }
}
