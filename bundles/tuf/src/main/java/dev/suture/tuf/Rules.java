// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The single rules of the client workflow: each compares two things and refuses or returns. Clauses are those of TUF 1.0.34.
 * Stateless.
 */
final class Rules {
    private Rules() {
    }

    /** 5.3.10, 5.4.4, 5.5.6, 5.6.5: the expiry must be higher than the time the refresh started. */
    static void requireFresh(String role, Signed<?> file, Instant now) throws VerificationException {
        if (file.content().header().isExpired(now)) {
            throw new VerificationException(Attack.FREEZE, role, "expired on " + file.content().expires()
                    + "; if the repository is alive, is the clock of this device right?");
        }
    }

    /** 5.3.5: the next root has exactly the next version. */
    static void requireNextVersion(Signed<Root> trusted, Signed<Root> next) throws VerificationException {
        if (next.content().version() != trusted.content().version() + 1) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.ROOT.type(),
                    "not the version after the trusted one");
        }
    }

    /**
     * 5.3.11: whether {@code next} takes a key from the timestamp or the snapshot role. A key that only joins is no
     * rotation, or adding one would open a way to roll back.
     */
    static boolean rotates(Root trusted, Root next) {
        Set<String> gone = new HashSet<>();
        for (RoleType<?> role : List.of(RoleType.TIMESTAMP, RoleType.SNAPSHOT)) {
            Set<String> keyIds = new HashSet<>(trusted.roles().get(role.type()).keyIds());
            keyIds.removeAll(next.roles().get(role.type()).keyIds());
            gone.addAll(keyIds);
        }
        return !gone.isEmpty();
    }

    /** 5.4.3: neither the timestamp nor the snapshot it names may be older than the trusted ones. */
    static void requireNoRollback(Timestamp trusted, Timestamp next) throws VerificationException {
        if (next.version() < trusted.version()) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.TIMESTAMP.type(), "older than the trusted one");
        }
        // An equal version changes nothing, so what it names does not matter.
        if (next.version() > trusted.version() && next.snapshot().version() < trusted.snapshot().version()) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.TIMESTAMP.type(),
                    "names an older snapshot than the trusted one");
        }
    }

    /** 4.3 and 5.5.5: neither the snapshot nor any file it lists may become older, and none may vanish. */
    static void requireNoRollback(Snapshot trusted, Snapshot next) throws VerificationException {
        if (next.version() < trusted.version()) {
            throw new VerificationException(Attack.ROLLBACK, RoleType.SNAPSHOT.type(), "older than the trusted one");
        }
        for (Map.Entry<String, MetaFile> listed : trusted.meta().entrySet()) {
            Optional<MetaFile> file = next.find(listed.getKey());
            if (file.isEmpty() || file.get().version() < listed.getValue().version()) {
                throw new VerificationException(Attack.ROLLBACK, RoleType.SNAPSHOT.type(),
                        "names an older targets file than the trusted one, or none");
            }
        }
    }

    /** 5.5.2, 5.6.2: length and hashes are those that are listed, as far as any are. */
    static void requireListed(String role, byte[] bytes, MetaFile listed) throws VerificationException {
        if (!listed.matches(bytes)) {
            throw new VerificationException(Attack.MIX_AND_MATCH, role, "not the file that is listed");
        }
    }

    /** 5.5.4, 5.6.4: the version is the one that is listed. */
    static void requireVersion(String role, Signed<?> file, MetaFile listed) throws VerificationException {
        if (file.content().version() != listed.version()) {
            throw new VerificationException(Attack.MIX_AND_MATCH, role, "not the version that is listed");
        }
    }

    /** Stricter than TUF: what is signed under one version never changes. Signing it again is no change. */
    static void requireSameContent(String role, Signed<?> trusted, Signed<?> next) throws VerificationException {
        if (next.content().version() == trusted.content().version()
                && !Arrays.equals(next.canonical(), trusted.canonical())) {
            throw new VerificationException(Attack.MIX_AND_MATCH, role, "two contents under one version");
        }
    }

    /** Whether {@code held} is the file that is listed, and not expired. */
    static boolean isFinal(Signed<?> held, MetaFile listed, Instant now) {
        return listed.version() == held.content().version() && listed.matches(held.bytes())
                && !held.content().header().isExpired(now);
    }
}
