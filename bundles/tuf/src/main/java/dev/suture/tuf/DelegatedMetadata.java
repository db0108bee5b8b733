// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The delegated targets roles under one trusted snapshot (TUF 5.6, applied to each), over bytes, as {@link TrustedMetadata} is
 * for the top-level ones. Every role is verified by the role through which it is reached now, also one that is at hand because
 * another has vouched for it. Used by one thread.
 */
final class DelegatedMetadata {
    private final Instant now;
    private final Snapshot snapshot;
    private final Optional<Snapshot> former;
    private final Ground ground;
    private final Map<RoleName, TargetsRole> roles = new HashMap<>();

    /**
     * @param now the time at which the refresh began (5.1)
     * @param snapshot the trusted one
     * @param former the one that was trusted before this refresh, if it is still worth something
     * @param ground the floor
     */
    DelegatedMetadata(Instant now, Snapshot snapshot, Optional<Snapshot> former, Ground ground) {
        this.now = now;
        this.snapshot = snapshot;
        this.former = former;
        this.ground = ground;
    }

    /**
     * What the snapshot says of a role's file.
     *
     * @throws VerificationException if it does not list it: then nobody vouches for which version is the newest (4.4)
     */
    MetaFile getListed(RoleName name) throws VerificationException {
        return snapshot.find(name.listedName()).orElseThrow(() -> new VerificationException(Attack.MIX_AND_MATCH, name
                .encoded(), "not listed in the snapshot"));
    }

    /** Whether a file of this role is at hand. */
    boolean has(RoleName name) {
        return role(name).find().isPresent();
    }

    /** Takes the device's own file of a role. */
    void recall(Link link, byte[] bytes) throws VerificationException {
        role(link.name()).recall(link, bytes, former.flatMap(snapshot -> snapshot.find(link.name().listedName())));
    }

    /** Takes a file of the repository (5.6.2 to 5.6.5). */
    Signed<Targets> update(Link link, byte[] bytes) throws VerificationException {
        return role(link.name()).update(link, bytes, getListed(link.name()), now);
    }

    /** The file of a role that is at hand, if nothing newer has to be fetched and its delegator vouches for it. */
    Optional<Signed<Targets>> findFinal(Link link) throws VerificationException {
        return role(link.name()).findFinal(link, getListed(link.name()), now);
    }

    /** The file of a role that is at hand, expired or not, but signed by those its delegator names. */
    Signed<Targets> getSigned(Link link) throws VerificationException {
        return role(link.name()).getListed(link, getListed(link.name()));
    }

    private TargetsRole role(RoleName name) {
        return roles.computeIfAbsent(name, unknown -> new TargetsRole(unknown.encoded(), ground));
    }
}
