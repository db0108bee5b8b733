// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Whom targets metadata trusts with which of its paths (TUF §4.5).
 *
 * @param keys by keyid
 * @param roles in one of two forms
 */
public record Delegations(Map<String, Key> keys, DelegatedRoles roles) {
    /** @throws IllegalArgumentException if a key stands under an id that is not its own */
    public Delegations {
        keys = KeyRing.copy(keys);
    }

    static Delegations read(Fields fields) throws MalformedException {
        if (fields.has(NamedRoles.FIELD) == fields.has(HashBins.FIELD)) {
            throw fields.wrong(NamedRoles.FIELD, "there beside 'succinct_roles', or neither is");
        }
        DelegatedRoles roles = fields.has(NamedRoles.FIELD) ? NamedRoles.read(fields) : HashBins.read(fields);
        return new Delegations(KeyRing.read(fields), roles);
    }

    /** The ways to roles that may list this path, in the order of trust. */
    List<Link> covering(String path) {
        return roles.covering(path).stream().map(delegation -> new Link(keys, delegation)).toList();
    }

    /** Who says who may sign for the role of this name, under its {@linkplain RoleName#encoded encoded} form. */
    public Optional<Delegator> findDelegator(RoleName name) {
        return find(name).map(link -> link);
    }

    /** The way to the role of this name. */
    Optional<Link> find(RoleName name) {
        return roles.find(name).map(delegation -> new Link(keys, delegation));
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        KeyRing.addTo(json, keys);
        roles.addTo(json);
        return json;
    }
}
