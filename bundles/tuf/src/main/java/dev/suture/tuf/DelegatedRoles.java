// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

/** The roles that targets metadata delegates to, in one of two forms. Immutable. */
public sealed interface DelegatedRoles permits NamedRoles, HashBins {
    /** The delegations that cover this path, in their order, which is that of trust (TUF §4.5). */
    List<Delegation> covering(String path);

    /** The delegation to the role of this name. */
    Optional<Delegation> find(RoleName name);

    /** Adds the field that says so to the delegations. */
    void addTo(JsonObject delegations);
}
