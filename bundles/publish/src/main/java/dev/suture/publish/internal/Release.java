// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.suture.patch.Digest;
import dev.suture.publish.PublishException;
import dev.suture.tuf.Hashes;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.Metadata;
import dev.suture.tuf.ProductRoles;
import dev.suture.tuf.RoleName;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.Signer;
import dev.suture.tuf.Snapshot;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.Targets;
import dev.suture.tuf.Timestamp;

/**
 * Signs and writes the next state of a repository. Everything is signed before anything is written. Then come the target
 * files, the next root (if it is due), the targets files, the snapshot and, last, the timestamp, which alone leads a device to
 * all the others: cut short anywhere, devices see the state before.
 */
public final class Release {
    private final Layout layout;
    private final Disk disk;
    private final KeyFolder keys;
    private final Clock clock;

    /** For the repository in {@code layout}. */
    public Release(Layout layout, Disk disk, KeyFolder keys, Clock clock) {
        this.layout = layout;
        this.disk = disk;
        this.keys = keys;
        this.clock = clock;
    }

    /** What a repository is made of but for snapshot and timestamp, which follow from it. */
    private record Parts(Signed<Root> root, Signed<Targets> targets, ProductRoles product, Signed<Targets> patches,
            Signed<Targets> rollout) {
        static Parts of(Current current) {
            return new Parts(current.root(), current.targets(), current.product(), current.patches(),
                    current.rollout());
        }

        Parts withPatches(Signed<Targets> next) {
            return new Parts(root, targets, product, next, rollout);
        }
    }

    /** The first state: this root, the roles of one product, and no targets. */
    void first(Signed<Root> root, ProductRoles product, Targets delegating) throws PublishException, IOException {
        Signed<Targets> targets = Signed.sign(RoleType.TARGETS, delegating, keys.signers(root.content(), "targets"));
        Signed<Targets> patches = role(targets.content(), product.patches(), Life.PATCHES, 1, Map.of());
        Signed<Targets> rollout = role(targets.content(), product.rollout(), Life.ROLLOUT, 1, Map.of());
        write(complete(new Parts(root, targets, product, patches, rollout), 1, 1), Map.of());
    }

    /**
     * Adds targets.
     *
     * @param additions their content by target path; a path that is there already is replaced
     */
    public Current publish(Current current, Map<String, byte[]> additions) throws PublishException, IOException {
        Map<String, TargetFile> listed = new HashMap<>(current.patches().content().targets());
        additions.forEach((path, content) -> listed.put(path, TargetFile.of(content)));
        return list(current, listed, additions);
    }

    /** Takes a target off the list; its file stays where it is. */
    public Current withdraw(Current current, String path) throws PublishException, IOException {
        Map<String, TargetFile> listed = new HashMap<>(current.patches().content().targets());
        listed.remove(path);
        return list(current, listed, Map.of());
    }

    private Current list(Current current, Map<String, TargetFile> listed, Map<String, byte[]> files)
            throws PublishException, IOException {
        Parts renewed = renewed(current);
        long version = current.patches().content().version() + 1;
        Signed<Targets> patches = role(renewed.targets().content(), current.product().patches(), Life.PATCHES, version,
                listed);
        return write(complete(renewed.withPatches(patches), current), files);
    }

    /** Signs anew what has lived half its life; does nothing if nothing has. */
    public Current refresh(Current current) throws PublishException, IOException {
        Instant now = clock.instant();
        Parts renewed = renewed(current);
        boolean due = !renewed.equals(Parts.of(current)) || Life.SNAPSHOT.isPastHalf(current.snapshot().content(), now)
                || Life.TIMESTAMP.isPastHalf(current.timestamp().content(), now);
        return due ? write(complete(renewed, current), Map.of()) : current;
    }

    /** Each with the same content and a new life when half of the old is over; devices refuse all under a dead one. */
    private Parts renewed(Current current) throws PublishException, IOException {
        ProductRoles product = current.product();
        Signed<Root> root = root(current);
        Signed<Targets> targets = current.targets();
        if (Life.TARGETS.isPastHalf(targets.content(), clock.instant())) {
            Targets next = new Targets(Life.TARGETS.header(targets.content().version() + 1, clock), Map.of(),
                    targets.content().delegations());
            targets = Signed.sign(RoleType.TARGETS, next, keys.signers(root.content(), "targets"));
        }
        return new Parts(root, targets, product,
                renewed(targets.content(), product.patches(), Life.PATCHES, current.patches()),
                renewed(targets.content(), product.rollout(), Life.ROLLOUT, current.rollout()));
    }

    private Signed<Targets> renewed(Targets delegating, RoleName role, Life life, Signed<Targets> current)
            throws PublishException, IOException {
        Targets content = current.content();
        return life.isPastHalf(content, clock.instant())
                ? role(delegating, role, life, content.version() + 1, content.targets())
                : current;
    }

    private Signed<Root> root(Current current) throws PublishException, IOException {
        Root root = current.root().content();
        if (!Life.ROOT.isPastHalf(root, clock.instant())) {
            return current.root();
        }
        Root next = new Root(Life.ROOT.header(root.version() + 1, clock), root.consistentSnapshot(), root.keys(),
                root.roles());
        return Signed.sign(RoleType.ROOT, next, keys.signers(root, "root"));
    }

    private Signed<Targets> role(Targets delegating, RoleName role, Life life, long version,
            Map<String, TargetFile> listed) throws PublishException, IOException {
        List<Signer> signers = keys.signers(Current.delegator(delegating, role), role.encoded());
        return Signed.sign(RoleType.TARGETS, new Targets(life.header(version, clock), listed), signers);
    }

    private Current complete(Parts parts, Current before) throws PublishException, IOException {
        return complete(parts, before.snapshot().content().version() + 1, before.timestamp().content().version() + 1);
    }

    private Current complete(Parts parts, long snapshotVersion, long timestampVersion)
            throws PublishException, IOException {
        Root root = parts.root().content();
        Snapshot content = new Snapshot(Life.SNAPSHOT.header(snapshotVersion, clock),
                Map.of(RoleType.TARGETS.fileName(), MetaFile.of(parts.targets()), fileName(parts.product().patches()),
                        MetaFile.of(parts.patches()), fileName(parts.product().rollout()),
                        MetaFile.of(parts.rollout())));
        Signed<Snapshot> snapshot = Signed.sign(RoleType.SNAPSHOT, content, keys.signers(root, "snapshot"));
        Signed<Timestamp> timestamp = Signed.sign(RoleType.TIMESTAMP,
                new Timestamp(Life.TIMESTAMP.header(timestampVersion, clock), MetaFile.of(snapshot)),
                keys.signers(root, "timestamp"));
        return new Current(parts.root(), timestamp, snapshot, parts.targets(), parts.product(), parts.patches(),
                parts.rollout());
    }

    private Current write(Current next, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Digest digest = Hashes.of(file.getValue()).findSha256().orElseThrow();
            disk.write(layout.target(file.getKey(), digest), file.getValue());
        }
        writeVersioned(RoleType.ROOT.fileName(), next.root());
        writeVersioned(fileName(next.product().rollout()), next.rollout());
        writeVersioned(fileName(next.product().patches()), next.patches());
        writeVersioned(RoleType.TARGETS.fileName(), next.targets());
        writeVersioned(RoleType.SNAPSHOT.fileName(), next.snapshot());
        disk.write(layout.metadata(RoleType.TIMESTAMP.fileName()), next.timestamp().bytes());
        return next;
    }

    private static String fileName(RoleName role) {
        return role.encoded() + ".json";
    }

    /** A file that a cut attempt left behind was never listed by a timestamp and is replaced. */
    private void writeVersioned(String fileName, Signed<? extends Metadata> file) throws IOException {
        Path path = layout.metadata(file.content().version() + "." + fileName);
        if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), file.bytes())) {
            disk.write(path, file.bytes());
        }
    }
}
