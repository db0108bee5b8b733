// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import dev.suture.verify.VerificationException;

/**
 * The client workflow (TUF 1.0.34, chapter 5) over bytes, without a network or a disk. One object serves one refresh, at one
 * fixed time (5.1), in the order of the workflow:
 * <ul>
 * <li>it starts from a trusted root, expired or not (5.2);
 * <li>{@link #updateRoot} follows the chain one version at a time, {@link #requireFreshRoot} ends it (5.3);
 * <li>{@code recall…} takes the device's own files. Of these only the signatures must be right under the newest root: they
 * may be expired and need not fit each other, for they serve the rollback rules first;
 * <li>{@code update…} takes files of the repository; after each, its role is final;
 * <li>{@link #view} gives out what is final.
 * </ul>
 * Every refusal leaves what was trusted before. Used by one thread.
 */
public final class TrustedMetadata {
    /** What became of a timestamp. */
    public enum Adoption {
        /** It is the trusted one now. */
        ADOPTED,
        /** It is the one that was trusted already. */
        KEPT,
        /** It differs from the trusted one of the same version, which stays. */
        EQUIVOCATION
    }

    /** What a timestamp that came as a hint is worth. */
    public enum Hint {
        /** Newer than the trusted one, and not expired: it can be taken. */
        NEWS,
        /** Not newer than the trusted one, which is not expired: there is nothing to fetch. */
        KNOWN,
        /** Neither: the repository has to be asked. */
        STALE
    }

    private static final String ROOT = RoleType.ROOT.type();
    private static final String TIMESTAMP = RoleType.TIMESTAMP.type();
    private static final String SNAPSHOT = RoleType.SNAPSHOT.type();

    private final Instant now;
    private final Ground ground;
    private final TargetsRole targets;
    private Signed<Root> root;
    private Optional<Signed<Timestamp>> timestamp = Optional.empty();
    private Optional<Signed<Snapshot>> snapshot = Optional.empty();
    private Optional<Snapshot> formerSnapshot = Optional.empty();

    /**
     * Starts from a trusted root (5.2).
     *
     * @throws VerificationException if it is not well-formed or does not satisfy its own root role
     */
    public TrustedMetadata(Instant now, byte[] root) throws VerificationException {
        this(now, root, new Ground(Floor.NONE, Backstop.NONE));
    }

    /** Starts from a trusted root (5.2) on a device that stands on {@code ground}. */
    TrustedMetadata(Instant now, byte[] root, Ground ground) throws VerificationException {
        this.now = now;
        this.ground = ground;
        this.targets = new TargetsRole(RoleType.TARGETS.type(), ground);
        this.root = Signed.read(RoleType.ROOT, root);
        this.root.content().verify(ROOT, this.root);
    }

    /** The newest trusted root. */
    public Root root() {
        return root.content();
    }

    /**
     * Takes the next root. Its expiry does not matter yet (5.3.6).
     *
     * @return whether it rotates keys of the timestamp or the snapshot role: then the trusted files of both are void
     *         (5.3.11); recall none of them
     */
    public boolean updateRoot(byte[] bytes) throws VerificationException {
        if (timestamp.isPresent()) {
            throw new IllegalStateException("roots come before the timestamp");
        }
        Signed<Root> next = Signed.read(RoleType.ROOT, bytes);
        root.content().verify(ROOT, next); // 5.3.4 (1)
        next.content().verify(ROOT, next); // 5.3.4 (2)
        Rules.requireNextVersion(root, next); // 5.3.5
        boolean rotates = Rules.rotates(root.content(), next.content());
        ground.trustRoot(next, rotates);
        root = next; // 5.3.7
        return rotates;
    }

    /** The least that this device may be told from now on; to be kept before the file that raised it. */
    Floor floor() {
        return ground.floor();
    }

    /** Ends the chain: the newest root is not older than any that was trusted once. */
    void endChain() throws VerificationException {
        ground.endChain(root);
    }

    /** Ends the chain: the newest root must not be expired (5.3.10). */
    public void requireFreshRoot() throws VerificationException {
        endChain();
        Rules.requireFresh(ROOT, root, now);
    }

    /** Takes the device's own timestamp. */
    public void recallTimestamp(byte[] bytes) throws VerificationException {
        Signed<Timestamp> own = readTimestamp(bytes);
        ground.require(TIMESTAMP, own);
        timestamp = Optional.of(own);
    }

    /** Takes the device's own snapshot. */
    public void recallSnapshot(byte[] bytes) throws VerificationException {
        snapshot = Optional.of(read(RoleType.SNAPSHOT, bytes));
        formerSnapshot = snapshot.map(Signed::content);
    }

    /** Takes the device's own targets; after its snapshot, if it has one, and before {@link #updateSnapshot}. */
    public void recallTargets(byte[] bytes) throws VerificationException {
        targets.recall(root.content(), bytes, formerSnapshot.map(Snapshot::targets));
    }

    /** Reads a timestamp that the trusted root's timestamp role signed (5.4.2), and adopts nothing. */
    public Signed<Timestamp> readTimestamp(byte[] bytes) throws VerificationException {
        return read(RoleType.TIMESTAMP, bytes);
    }

    /** What {@code hint}, which {@link #readTimestamp} gave, is worth. */
    public Hint judge(Signed<Timestamp> hint) {
        boolean newer = timestamp.filter(held -> held.content().version() >= hint.content().version()).isEmpty();
        if (newer) {
            return hint.content().header().isExpired(now) ? Hint.STALE : Hint.NEWS;
        }
        return timestamp.filter(held -> held.content().header().isExpired(now)).isPresent() ? Hint.STALE : Hint.KNOWN;
    }

    /** Takes a timestamp of the repository; one of the trusted version changes nothing (5.4.3.1). */
    public Adoption updateTimestamp(byte[] bytes) throws VerificationException {
        Signed<Timestamp> next = readTimestamp(bytes);
        Signed<Timestamp> trusted = timestamp.orElse(next);
        Rules.requireNoRollback(trusted.content(), next.content()); // 5.4.3
        boolean adopted = timestamp.isEmpty() || next.content().version() > trusted.content().version();
        Rules.requireFresh(TIMESTAMP, adopted ? next : trusted, now); // 5.4.4
        if (adopted) {
            ground.trust(TIMESTAMP, next);
            timestamp = Optional.of(next);
            return Adoption.ADOPTED;
        }
        return Arrays.equals(next.bytes(), trusted.bytes()) ? Adoption.KEPT : Adoption.EQUIVOCATION;
    }

    /** The trusted timestamp. */
    public Timestamp timestamp() {
        return timestamp.orElseThrow(() -> new IllegalStateException("no timestamp is trusted yet")).content();
    }

    /** What the trusted timestamp says of the snapshot. */
    public MetaFile snapshotFile() {
        return timestamp().snapshot();
    }

    /** Whether the snapshot at hand is the one the timestamp names, and not expired. */
    public boolean hasFinalSnapshot() {
        return snapshot.filter(held -> Rules.isFinal(held, snapshotFile(), now)).isPresent();
    }

    /** Takes a snapshot of the repository. */
    public void updateSnapshot(byte[] bytes) throws VerificationException {
        Rules.requireListed(SNAPSHOT, bytes, snapshotFile()); // 5.5.2
        Signed<Snapshot> next = read(RoleType.SNAPSHOT, bytes); // 5.5.3
        Rules.requireVersion(SNAPSHOT, next, snapshotFile()); // 5.5.4
        Signed<Snapshot> trusted = snapshot.orElse(next);
        Rules.requireNoRollback(trusted.content(), next.content()); // 5.5.5
        Rules.requireSameContent(SNAPSHOT, trusted, next);
        Rules.requireFresh(SNAPSHOT, next, now); // 5.5.6
        ground.trust(SNAPSHOT, next);
        snapshot = Optional.of(next);
    }

    /** What the trusted snapshot says of the targets. */
    public MetaFile targetsFile() {
        return snapshot().targets();
    }

    private Snapshot snapshot() {
        return snapshot.orElseThrow(() -> new IllegalStateException("the snapshot comes before the targets")).content();
    }

    /** Whether the targets at hand are those the snapshot names, and not expired. */
    public boolean hasFinalTargets() {
        return targets.findFinal(root.content(), targetsFile(), now).isPresent();
    }

    /** Takes targets of the repository (5.6.2 to 5.6.5). */
    public void updateTargets(byte[] bytes) throws VerificationException {
        if (!hasFinalSnapshot()) {
            throw new IllegalStateException("the final snapshot comes before the targets");
        }
        targets.update(root.content(), bytes, targetsFile(), now);
    }

    /**
     * What is trusted, whether or not some of it has expired since.
     *
     * @throws VerificationException {@link VerificationException.Attack#LOCAL_DAMAGE} if a role is missing,
     *         {@link VerificationException.Attack#MIX_AND_MATCH} if they are not those that name each other
     */
    public TrustedView view() throws VerificationException {
        if (timestamp.isEmpty() || snapshot.isEmpty() || targets.find().isEmpty()) {
            throw new VerificationException(VerificationException.Attack.LOCAL_DAMAGE, "trusted metadata",
                    "incomplete; the next refresh fetches what is missing");
        }
        Rules.requireListed(SNAPSHOT, snapshot.get().bytes(), snapshotFile());
        Rules.requireVersion(SNAPSHOT, snapshot.get(), snapshotFile());
        return new TrustedView(root.content(), timestamp(), snapshot(),
                targets.getListed(root.content(), targetsFile()).content());
    }

    /** The delegated roles under what {@link #view} gives out, none of them at hand yet. */
    DelegatedMetadata delegated() {
        return new DelegatedMetadata(now, snapshot(), formerSnapshot, ground);
    }

    private <T extends Metadata> Signed<T> read(RoleType<T> role, byte[] bytes) throws VerificationException {
        Signed<T> file = Signed.read(role, bytes);
        root.content().verify(role.type(), file);
        return file;
    }
}
