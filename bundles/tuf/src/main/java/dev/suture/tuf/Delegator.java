// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * Metadata that says who may sign other metadata: the root for the top-level roles, a targets role
 * for those it delegates to.
 */
public interface Delegator {
    /** The role of this name, if this metadata defines it. */
    Optional<Role> findRole(String name);

    /** The key of this id, if this metadata lists it. */
    Optional<Key> findKey(String id);

    /**
     * Checks that {@code signed} carries a threshold of signatures for {@code role} (TUF 5.3.4, 5.4.2, 5.5.3, 5.6.3). Each
     * key counts once, under however many ids it stands.
     *
     * @throws VerificationException if it does not
     */
    default void verify(String role, Signed<?> signed) throws VerificationException {
        Role wanted = findRole(role).orElseThrow(() -> new VerificationException(Attack.ARBITRARY_CONTENT, role,
                "nobody may sign for this role"));
        byte[] message = signed.canonical();
        Set<String> counted = new HashSet<>();
        for (String id : wanted.keyIds()) {
            Optional<byte[]> signature = signed.findSignature(id);
            findKey(id).filter(key -> signature.isPresent() && key.verifies(message, signature.get()))
                    .ifPresent(key -> counted.add(key.material()));
        }
        if (counted.size() < wanted.threshold()) {
            throw new VerificationException(Attack.ARBITRARY_CONTENT, role, "signed by " + counted.size() + " of "
                    + wanted.threshold() + " keys of its role");
        }
    }
}
