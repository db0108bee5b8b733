// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Root metadata (TUF §4.3): which keys sign for which top-level role.
 *
 * @param header version and expiry
 * @param consistentSnapshot whether file names carry versions and digests
 * @param keys by keyid
 * @param roles by name; root, timestamp, snapshot and targets are there
 */
public record Root(Header header, boolean consistentSnapshot, Map<String, Key> keys, Map<String, Role> roles)
        implements
            Metadata,
            Delegator {
    private static final List<String> REQUIRED = List.of("root", "timestamp", "snapshot", "targets");

    /** @throws IllegalArgumentException if a role is missing or a key stands under an id that is not its own */
    public Root {
        keys = KeyRing.copy(keys);
        roles = Map.copyOf(roles);
        if (!roles.keySet().containsAll(REQUIRED)) {
            throw new IllegalArgumentException("a root names root, timestamp, snapshot and targets");
        }
    }

    static Root read(Header header, Fields fields) throws MalformedException {
        boolean consistent = fields.has("consistent_snapshot") && fields.bool("consistent_snapshot");
        Map<String, Role> roles = new LinkedHashMap<>();
        Fields roleFields = fields.object("roles");
        for (String name : roleFields.members().keySet()) {
            roles.put(name, Role.read(roleFields.object(name)));
        }
        Map<String, Key> keys = KeyRing.read(fields);
        if (!roles.keySet().containsAll(REQUIRED)) {
            throw fields.wrong("roles", "without one of " + REQUIRED);
        }
        return new Root(header, consistent, keys, roles);
    }

    @Override
    public Optional<Role> findRole(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    @Override
    public Optional<Key> findKey(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public JsonObject toJson() {
        JsonObject roleObjects = new JsonObject();
        roles.keySet().stream().sorted().forEach(name -> roleObjects.add(name, roles.get(name).toJson()));
        JsonObject json = header.toJson(RoleType.ROOT.type());
        json.addProperty("consistent_snapshot", consistentSnapshot);
        KeyRing.addTo(json, keys);
        json.add("roles", roleObjects);
        return json;
    }
}
