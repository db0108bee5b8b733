// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.util.List;
import java.util.Optional;

import dev.suture.tuf.Minimum;
import dev.suture.tuf.Role;
import dev.suture.tuf.Signer;

/**
 * The fresh keys of a role.
 *
 * @param name the role
 * @param signers its keys
 * @param threshold how many must sign
 * @param minimum what must be among them
 */
record RoleKeys(String name, List<Signer> signers, int threshold, Optional<Minimum> minimum) {
    RoleKeys {
        signers = List.copyOf(signers);
    }

    Role role() {
        return new Role(signers.stream().map(signer -> signer.key().id()).toList(), threshold, minimum);
    }
}
