// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.Infrastructure;
import dev.suture.patch.Patch;
import dev.suture.patch.Replacement;
import dev.suture.tuf.Delegation;
import dev.suture.tuf.Role;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** Nobody alone changes what all later patches pass through: the updater and what it stands on. */
final class TwoPersons {
    private static final String UPDATER = "dev.suture.";
    private static final String FRAMEWORK = "org.apache.felix.framework";

    private TwoPersons() {
    }

    /** @throws VerificationException if one person's signature suffices in the role that lists this patch, and it is not enough */
    static void require(Patch patch, Optional<Delegation> role) throws VerificationException {
        if (role.map(Delegation::role).map(TwoPersons::persons).orElse(0) < 2 && concernsUpdater(patch.changes())) {
            throw new VerificationException(Attack.ARBITRARY_CONTENT, patch.id().toString(),
                    "it changes the updater, and one person alone may sign for it");
        }
    }

    /** A person who holds a key of both classes signs twice. */
    private static int persons(Role role) {
        return role.minimum().map(asked -> Math.max(asked.classical(), asked.pq())).orElse(role.threshold());
    }

    private static boolean concernsUpdater(Changes changes) {
        return Stream.concat(changes.replaces().stream().map(Replacement::from),
                Stream.concat(changes.stops().stream(), changes.removes().stream())).map(BundleRef::symbolicName)
                .anyMatch(name -> name.startsWith(UPDATER) || name.equals(FRAMEWORK) || Infrastructure.contains(name));
    }
}
