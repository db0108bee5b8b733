// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Optional;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * One targets role, top-level or delegated, through TUF 5.6.1 to 5.6.5: the file that is at hand, and which other may take its
 * place. Who may sign is said anew with each question, for roles are reached by several ways. Used by one thread.
 */
final class TargetsRole {
    private final String name;
    private final Ground ground;
    private Optional<Signed<Targets>> held = Optional.empty();
    /** Under whose keys the file at hand was verified last. */
    private Optional<Delegator> voucher = Optional.empty();
    private boolean wasListed;

    TargetsRole(String name, Ground ground) {
        this.name = name;
        this.ground = ground;
    }

    /**
     * Takes the device's own file.
     *
     * @param former what the snapshot it was trusted under says of it, if that is still at hand. Without it, the file may come
     *        from before a recovery (5.3.11): its version means nothing then
     */
    void recall(Delegator by, byte[] bytes, Optional<MetaFile> former) throws VerificationException {
        Signed<Targets> own = read(by, bytes);
        ground.require(name, own);
        wasListed = former.filter(listed -> listed.version() == own.content().version()).isPresent();
        hold(by, own);
    }

    /** Takes a file of the repository. */
    Signed<Targets> update(Delegator by, byte[] bytes, MetaFile listed, Instant now) throws VerificationException {
        Rules.requireListed(name, bytes, listed); // 5.6.2
        Signed<Targets> next = read(by, bytes); // 5.6.3
        Rules.requireVersion(name, next, listed); // 5.6.4
        if (wasListed) {
            Rules.requireSameContent(name, held.orElse(next), next);
        }
        Rules.requireFresh(name, next, now); // 5.6.5
        ground.trust(name, next);
        wasListed = true;
        hold(by, next);
        return next;
    }

    /** The file at hand. */
    Optional<Signed<Targets>> find() {
        return held;
    }

    /** The file at hand, if it is the one that is listed, is not expired, and is signed by those who may. */
    Optional<Signed<Targets>> findFinal(Delegator by, MetaFile listed, Instant now) {
        return held.filter(file -> Rules.isFinal(file, listed, now) && isSigned(by, file));
    }

    private boolean isSigned(Delegator by, Signed<Targets> file) {
        try {
            requireSigned(by, file);
            return true;
        } catch (VerificationException e) {
            return false;
        }
    }

    private void requireSigned(Delegator by, Signed<Targets> file) throws VerificationException {
        if (!voucher.equals(Optional.of(by))) {
            by.verify(name, file);
            voucher = Optional.of(by);
        }
    }

    /**
     * The file at hand, expired or not.
     *
     * @throws VerificationException {@link Attack#LOCAL_DAMAGE} if there is none, {@link Attack#MIX_AND_MATCH} if it is not
     *         the one that is listed, {@link Attack#ARBITRARY_CONTENT} if those who may did not sign it
     */
    Signed<Targets> getListed(Delegator by, MetaFile listed) throws VerificationException {
        Signed<Targets> file = held.orElseThrow(() -> new VerificationException(Attack.LOCAL_DAMAGE, name,
                "incomplete; the next refresh fetches what is missing"));
        Rules.requireListed(name, file.bytes(), listed);
        Rules.requireVersion(name, file, listed);
        requireSigned(by, file);
        return file;
    }

    private void hold(Delegator by, Signed<Targets> file) {
        held = Optional.of(file);
        voucher = Optional.of(by);
    }

    private Signed<Targets> read(Delegator by, byte[] bytes) throws VerificationException {
        Signed<Targets> file = Signed.read(RoleType.TARGETS, name, bytes);
        by.verify(name, file);
        return file;
    }
}
