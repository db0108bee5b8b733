// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Map;
import java.util.Optional;

/**
 * One step from a targets role to another, which says who may sign the other, seen from here: two roles may delegate to a
 * third with different keys.
 *
 * @param keys those the delegating role lists
 * @param delegation what it says of the other role
 */
record Link(Map<String, Key> keys, Delegation delegation) implements Delegator {
    RoleName name() {
        return delegation.name();
    }

    /** The delegation's role by its encoded name, and no other. */
    @Override
    public Optional<Role> findRole(String name) {
        return Optional.of(delegation.role()).filter(role -> name.equals(name().encoded()));
    }

    @Override
    public Optional<Key> findKey(String id) {
        return Optional.ofNullable(keys.get(id));
    }
}
