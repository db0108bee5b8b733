// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code roles}: delegations one by one (TUF §4.5).
 *
 * @param delegations in the order of trust; no two to one role
 */
public record NamedRoles(List<Delegation> delegations) implements DelegatedRoles {
    static final String FIELD = "roles";

    /** @throws IllegalArgumentException if there are two to one role */
    public NamedRoles {
        delegations = List.copyOf(delegations);
        if (!areDistinct(delegations)) {
            throw new IllegalArgumentException("two delegations to one role");
        }
    }

    static NamedRoles read(Fields fields) throws MalformedException {
        List<Delegation> delegations = new ArrayList<>();
        for (Fields entry : fields.objects(FIELD)) {
            delegations.add(Delegation.read(entry));
        }
        if (!areDistinct(delegations)) {
            throw fields.wrong(FIELD, "a list with one name twice");
        }
        return new NamedRoles(delegations);
    }

    private static boolean areDistinct(List<Delegation> delegations) {
        return delegations.stream().map(Delegation::name).distinct().count() == delegations.size();
    }

    @Override
    public List<Delegation> covering(String path) {
        return delegations.stream().filter(delegation -> delegation.paths().contains(path)).toList();
    }

    @Override
    public Optional<Delegation> find(RoleName name) {
        return delegations.stream().filter(delegation -> delegation.name().equals(name)).findFirst();
    }

    @Override
    public void addTo(JsonObject json) {
        JsonArray list = new JsonArray();
        delegations.forEach(delegation -> list.add(delegation.toJson()));
        json.add(FIELD, list);
    }
}
