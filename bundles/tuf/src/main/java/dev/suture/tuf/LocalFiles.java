// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * The device's own trusted files, read with the suspicion that power cuts and old flash deserve: a damaged one is reported
 * and passed over, and the workflow fetches it anew. Used by one thread.
 */
final class LocalFiles {
    /** Takes the bytes of one role. */
    @FunctionalInterface
    private interface Recall {
        void recall(byte[] bytes) throws VerificationException;
    }

    /** An action on the store. */
    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    private final TrustedStore store;
    private final RefreshObserver observer;
    private final Floors floors;

    LocalFiles(TrustedStore store, RefreshObserver observer) {
        this.store = store;
        this.observer = observer;
        this.floors = new Floors(store, observer);
    }

    /**
     * Starts, at the time it is at least by {@code clock}, from the newer of the root that was verified last and the root that was installed; one good one suffices.
     *
     * @throws VerificationException {@link Attack#LOCAL_DAMAGE} if neither is good
     */
    TrustedMetadata open(Instant clock) throws VerificationException {
        Instant now = atLeast(clock);
        Optional<TrustedMetadata> verified = findVerified(now);
        TrustedMetadata installed;
        try {
            installed = new TrustedMetadata(now, store.initialRoot(), ground());
        } catch (IOException | VerificationException e) {
            VerificationException damage = new VerificationException(Attack.LOCAL_DAMAGE, RoleType.ROOT.type(),
                    e.getMessage() + (e instanceof VerificationException
                            ? "; the installed root.json is damaged: put the publisher's in its place again"
                            : ""),
                    e);
            observer.discarded("installed root", damage);
            return verified.orElseThrow(() -> damage);
        }
        return verified.filter(newer -> newer.root().version() >= installed.root().version()).orElse(installed);
    }

    private Optional<TrustedMetadata> findVerified(Instant now) {
        try {
            Optional<byte[]> bytes = store.find(RoleType.ROOT.type());
            return bytes.isPresent()
                    ? Optional.of(new TrustedMetadata(now, bytes.get(), ground()))
                    : Optional.empty();
        } catch (IOException | VerificationException e) {
            observer.discarded(RoleType.ROOT.type(), damage(RoleType.ROOT.type(), e));
            return Optional.empty();
        }
    }

    private Ground ground() {
        return new Ground(floors.floor(), store.backstop());
    }

    /** Recalls timestamp, snapshot and targets, as far as they are there and good. */
    void recall(TrustedMetadata trusted) {
        recall(RoleType.TIMESTAMP.type(), RoleType.TIMESTAMP.type(), trusted::recallTimestamp);
        recall(RoleType.SNAPSHOT.type(), RoleType.SNAPSHOT.type(), trusted::recallSnapshot);
        recall(RoleType.TARGETS.type(), RoleType.TARGETS.type(), trusted::recallTargets);
    }

    /** Recalls a delegated role, unless it is at hand already, if it is there and its delegator's keys signed it. */
    void recall(Link link, DelegatedMetadata delegated) {
        if (!delegated.has(link.name())) {
            recall(link.name().encoded(), link.name().stem(), bytes -> delegated.recall(link, bytes));
        }
    }

    private void recall(String role, String stem, Recall recall) {
        try {
            Optional<byte[]> bytes = store.find(stem);
            if (bytes.isPresent()) {
                recall.recall(bytes.get());
            }
        } catch (IOException | VerificationException e) {
            observer.discarded(role, damage(role, e));
        }
    }

    /** What time it is at least. */
    Instant atLeast(Instant clock) {
        return floors.floor().atLeast(clock);
    }

    /** Keeps the floor, which comes before the file that raised it. */
    void raise(Floor floor) throws VerificationException {
        floors.raise(floor);
    }

    void save(String stem, byte[] bytes) throws VerificationException {
        change(stem, () -> store.save(stem, bytes));
    }

    void delete(RoleType<?> role) throws VerificationException {
        change(role.type(), () -> store.delete(role.type()));
    }

    private static void change(String stem, Action action) throws VerificationException {
        try {
            action.run();
        } catch (IOException e) {
            throw damage(stem, e);
        }
    }

    private static VerificationException damage(String document, Exception cause) {
        return new VerificationException(Attack.LOCAL_DAMAGE, document, cause.getMessage(), cause);
    }
}
