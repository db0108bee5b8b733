// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.TrustedMetadata.Hint;
import dev.suture.verify.VerificationException;

/**
 * Walks the client workflow of TUF 1.0.34 (chapter 5) over a source and a store; the rules are in {@link TrustedMetadata}.
 * <p>
 * Each file is saved as soon as it is verified, so a refresh that is cut short loses nothing and the next one goes on from
 * there. A file of its own that is damaged is reported and fetched anew. Used by one thread at a time.
 */
public final class TufClient {
    private static final int MAX_ROOTS = 256;

    private final RemoteFiles repository;
    private final LocalFiles files;
    private final RefreshObserver observer;
    private final Clock clock;
    private Optional<TargetSearch<FetchException>> targets = Optional.empty();

    /** A client that trusts what {@code store} holds. */
    public TufClient(MetadataSource source, TrustedStore store, RefreshObserver observer, Clock clock) {
        this.repository = new RemoteFiles(source);
        this.files = new LocalFiles(store, observer);
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Brings the trusted files up to date.
     *
     * @param pushed the bytes of a timestamp that came another way. They are verified before any request is made, and
     *        stand in for fetching the timestamp if they are news; authentic bytes that are none are only a hint
     * @throws VerificationException if something is refused; what was verified before stays trusted
     * @throws FetchException if something cannot be had
     */
    public TrustedView refresh(Optional<byte[]> pushed) throws VerificationException, FetchException {
        targets = Optional.empty();
        TrustedMetadata trusted = files.open(clock.instant()); // 5.1, 5.2
        if (pushed.isPresent()) {
            trusted.readTimestamp(pushed.get());
        }
        updateRoot(trusted);
        files.recall(trusted);
        updateTimestamp(trusted, pushed);
        updateSnapshot(trusted);
        updateTargets(trusted);
        TrustedView view = trusted.view();
        targets = Optional.of(new TargetSearch<>(view, new OnlineRoles(files, repository, observer, trusted)));
        return view;
    }

    /**
     * Searches all roles for a target (TUF 5.6.7), as of the refresh before. Delegated roles are fetched as they are met, and
     * kept for the next search.
     *
     * @return empty if nobody who may say so lists it
     * @throws VerificationException if a role on the way is refused, or there are too many
     * @throws FetchException if one cannot be had
     * @throws IllegalStateException if the last refresh did not end well, or there was none
     */
    public Optional<FoundTarget> search(String path) throws VerificationException, FetchException {
        return targets().find(path);
    }

    /**
     * What a role says to which the top-level targets role delegates directly, as of the refresh before; who else lists the
     * same paths does not matter.
     *
     * @return empty if it does not delegate to it
     * @throws VerificationException if the role is refused
     * @throws FetchException if it cannot be had
     * @throws IllegalStateException if the last refresh did not end well, or there was none
     */
    public Optional<DelegatedTargets> findDelegated(String role) throws VerificationException, FetchException {
        return targets().findDelegated(role);
    }

    /** The time, which is never before what a trusted role said when it signed. */
    public Instant now() {
        return files.atLeast(clock.instant());
    }

    private TargetSearch<FetchException> targets() {
        return targets.orElseThrow(() -> new IllegalStateException("a refresh comes before a search"));
    }

    private void updateRoot(TrustedMetadata trusted) throws VerificationException, FetchException {
        for (int fetched = 0; fetched < MAX_ROOTS; fetched++) {
            String fileName = trusted.root().version() + 1 + "." + RoleType.ROOT.fileName();
            Optional<byte[]> next = repository.find(fileName, RoleType.ROOT.maxLength()); // 5.3.3
            if (next.isEmpty()) {
                break;
            }
            boolean rotates = trusted.updateRoot(next.get());
            save(trusted, RoleType.ROOT, next.get(), trusted.root().version()); // 5.3.8
            if (rotates) {
                // 5.3.11. Cut short here, the next refresh still passes over both, if the keys that are left do not
                // satisfy the new root; the other order would forget them while the old root is still the trusted one.
                files.delete(RoleType.TIMESTAMP);
                files.delete(RoleType.SNAPSHOT);
            }
        }
        trusted.requireFreshRoot(); // 5.3.10
        files.raise(trusted.floor());
    }

    private void updateTimestamp(TrustedMetadata trusted, Optional<byte[]> pushed)
            throws VerificationException, FetchException {
        Optional<Signed<Timestamp>> hint = stillSigned(trusted, pushed);
        switch (hint.map(trusted::judge).orElse(Hint.STALE)) {
        case NEWS -> adoptTimestamp(trusted, hint.orElseThrow().bytes());
        case KNOWN -> {
            if (hint.orElseThrow().content().version() == trusted.timestamp().version()) {
                adoptTimestamp(trusted, hint.orElseThrow().bytes());
            }
        }
        case STALE ->
            adoptTimestamp(trusted, repository.get(RoleType.TIMESTAMP.fileName(), RoleType.TIMESTAMP.maxLength()));
        }
    }

    /** The hint, unless a root that was fetched meanwhile has revoked the key that signed it. */
    private Optional<Signed<Timestamp>> stillSigned(TrustedMetadata trusted, Optional<byte[]> pushed) {
        if (pushed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(trusted.readTimestamp(pushed.get()));
        } catch (VerificationException e) {
            observer.discarded("pushed timestamp", e);
            return Optional.empty();
        }
    }

    /** An equal timestamp does not end the workflow: an earlier refresh may have been cut short after it. */
    private void adoptTimestamp(TrustedMetadata trusted, byte[] bytes) throws VerificationException {
        switch (trusted.updateTimestamp(bytes)) {
        case ADOPTED -> save(trusted, RoleType.TIMESTAMP, bytes, trusted.timestamp().version()); // 5.4.5
        case EQUIVOCATION -> observer.equivocation(RoleType.TIMESTAMP.type());
        case KEPT -> {
            // Nothing to save, nothing to tell.
        }
        }
    }

    private void updateSnapshot(TrustedMetadata trusted) throws VerificationException, FetchException {
        if (!trusted.hasFinalSnapshot()) {
            byte[] bytes = get(RoleType.SNAPSHOT, trusted.snapshotFile(), trusted.root().consistentSnapshot()); // 5.5.1
            trusted.updateSnapshot(bytes);
            save(trusted, RoleType.SNAPSHOT, bytes, trusted.snapshotFile().version()); // 5.5.7
        }
    }

    private void updateTargets(TrustedMetadata trusted) throws VerificationException, FetchException {
        if (!trusted.hasFinalTargets()) {
            byte[] bytes = get(RoleType.TARGETS, trusted.targetsFile(), trusted.root().consistentSnapshot()); // 5.6.1
            trusted.updateTargets(bytes);
            save(trusted, RoleType.TARGETS, bytes, trusted.targetsFile().version()); // 5.6.6
        }
    }

    private byte[] get(RoleType<?> role, MetaFile listed, boolean consistent)
            throws VerificationException, FetchException {
        return repository.get(role, role.type(), listed, consistent);
    }

    private void save(TrustedMetadata trusted, RoleType<?> role, byte[] bytes, long version)
            throws VerificationException {
        files.raise(trusted.floor());
        files.save(role.type(), bytes);
        observer.adopted(role.type(), version);
    }
}
