// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
     * Checks that {@code signed} carries enough signatures for {@code role}: a threshold (TUF 5.3.4, 5.4.2, 5.5.3, 5.6.3)
     * and, where the role has one, its minimum of each class. Nothing but the role's own keyids is looked at, so junk
     * signatures cost nothing.
     *
     * @throws VerificationException if it does not
     */
    default void verify(String role, Signed<?> signed) throws VerificationException {
        Role wanted = findRole(role).orElseThrow(() -> new VerificationException(Attack.ARBITRARY_CONTENT, role,
                "nobody may sign for this role"));
        byte[] message = signed.canonical();
        List<Key> verified = new ArrayList<>();
        for (String id : wanted.keyIds()) {
            Optional<byte[]> signature = signed.findSignature(id);
            findKey(id).filter(key -> signature.isPresent() && key.verifies(message, signature.get()))
                    .ifPresent(verified::add);
        }
        Optional<String> lack = wanted.findLack(verified);
        if (lack.isPresent()) {
            throw new VerificationException(Attack.ARBITRARY_CONTENT, role, "signed by " + lack.get());
        }
    }
}
