// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * What targets metadata says of one role it delegates to (TUF §4.5).
 *
 * @param name the role's name
 * @param role its keys and threshold
 * @param terminating whether a search for a path it is trusted with ends with it and those it delegates to
 * @param paths what it is trusted with
 */
public record Delegation(RoleName name, Role role, boolean terminating, PathSet paths) {
    static Delegation read(Fields fields) throws MalformedException {
        String name = fields.string("name");
        if (!RoleName.isLegal(name)) {
            throw fields.wrong("name", "empty, too long, or that of a top-level role");
        }
        return new Delegation(new RoleName(name), Role.read(fields), fields.bool("terminating"), PathSet.read(fields));
    }

    JsonObject toJson() {
        JsonObject json = role.toJson();
        json.addProperty("name", name.name());
        json.addProperty("terminating", terminating);
        paths.addTo(json);
        return json;
    }
}
