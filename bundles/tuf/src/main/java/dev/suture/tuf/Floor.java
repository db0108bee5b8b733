// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The least that this device may ever be told again: what the trusted files say anyway, kept a second time and apart from them,
 * so that their loss is no way back. Immutable.
 * <p>
 * When keys of the timestamp or snapshot role are rotated, versions and time are forgotten with the files (TUF 5.3.11): a key
 * that was stolen may have driven both up for ever.
 *
 * @param rootVersion the newest trusted root; 0 for none
 * @param rootDigest SHA-256 of the canonical form of its signed part
 * @param rotated the version of the newest root at which versions and time were forgotten, or before which nothing is known; 0 for none
 * @param versions the least version of each role but root
 * @param time a moment that has passed, by the word of a trusted role
 */
public record Floor(long rootVersion, Optional<Digest> rootDigest, long rotated, Map<String, Long> versions,
        Optional<Instant> time) {
    /** Of a device that was told nothing yet. */
    public static final Floor NONE = new Floor(0, Optional.empty(), 0, Map.of(), Optional.empty());

    /** Far more roles than a device of ours meets; of more, no version is kept. */
    private static final int MAX_ROLES = 256;

    /** Copies the map. */
    public Floor {
        versions = Map.copyOf(versions);
    }

    /** The floor once {@code root} is trusted; {@code rotates} if it rotates keys of timestamp or snapshot. */
    Floor withRoot(Signed<Root> root, boolean rotates) {
        long version = root.content().version();
        if (rotates) {
            return new Floor(version, Optional.of(digest(root)), version, Map.of(), Optional.empty());
        }
        // Nobody here knows what was rotated before the first root that was seen.
        return new Floor(version, Optional.of(digest(root)), rootVersion == 0 ? version - 1 : rotated, versions, time);
    }

    /** The floor with no version below these. */
    Floor withLeast(Map<String, Long> least) {
        Map<String, Long> raised = new HashMap<>(versions);
        least.forEach((role, version) -> raised.merge(role, version, Math::max));
        return new Floor(rootVersion, rootDigest, rotated, raised, time);
    }

    /** The floor once this file of a role is trusted. Only a moment before its expiry counts as having passed. */
    Floor with(String role, Metadata file) {
        Map<String, Long> raised = new HashMap<>(versions);
        if (raised.size() < MAX_ROLES || raised.containsKey(role)) {
            raised.merge(role, file.version(), Math::max);
        }
        Optional<Instant> passed = file.header().signedAt().filter(at -> !at.isAfter(file.expires()))
                .filter(at -> time.isEmpty() || at.isAfter(time.get()));
        return new Floor(rootVersion, rootDigest, rotated, raised, passed.or(() -> time));
    }

    /** The time it is at least. */
    Instant atLeast(Instant clock) {
        return time.filter(clock::isBefore).orElse(clock);
    }

    /** @throws VerificationException if the root is older than one that was trusted, or another of its version */
    void requireRoot(Signed<Root> root) throws VerificationException {
        long version = root.content().version();
        if (version < rootVersion) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.ROOT.type(), "version " + version
                    + ", but this device has trusted version " + rootVersion);
        }
        if (version == rootVersion && rootDigest.filter(digest(root)::equals).isEmpty()) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.ROOT.type(), "version " + version
                    + ", but not the one that this device has trusted");
        }
    }

    /** @throws VerificationException if this is older than a file of the role that was trusted */
    void require(String role, long version) throws VerificationException {
        long least = versions.getOrDefault(role, 0L);
        if (version < least) {
            throw new VerificationException(Attack.ROLLBACK, role, "version " + version
                    + ", but this device has trusted version " + least);
        }
    }

    private static Digest digest(Signed<Root> root) {
        return new Digest(Hashing.sha256(root.canonical()));
    }
}
