// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.suture.patch.Digest;
import dev.suture.publish.PublishException;
import dev.suture.tuf.Hashes;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.Snapshot;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.Targets;
import dev.suture.tuf.Timestamp;

/**
 * Signs and writes the next state of a repository. Everything is signed before anything is written. Then come the target
 * files, the next root (if it is due), the targets, the snapshot and, last, the timestamp, which alone leads a device to all
 * the others: cut short anywhere, devices see the state before.
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

    /** The first state: this root and no targets. */
    void first(Signed<Root> root) throws PublishException, IOException {
        Root trusted = root.content();
        Targets none = new Targets(Life.TARGETS.header(1, clock), Map.of());
        Signed<Targets> targets = Signed.sign(RoleType.TARGETS, none, keys.signers(trusted, "targets"));
        Signed<Snapshot> snapshot = snapshot(trusted, 1, targets);
        Signed<Timestamp> timestamp = timestamp(trusted, 1, snapshot);
        write(new Current(root, timestamp, snapshot, targets), Map.of());
    }

    /**
     * Adds targets.
     *
     * @param additions their content by target path; a path that is there already is replaced
     */
    public Current publish(Current current, Map<String, byte[]> additions) throws PublishException, IOException {
        Map<String, TargetFile> listed = new HashMap<>(current.targets().content().targets());
        additions.forEach((path, content) -> listed.put(path, TargetFile.of(content)));
        return list(current, listed, additions);
    }

    /** Takes a target off the list; its file stays where it is. */
    public Current withdraw(Current current, String path) throws PublishException, IOException {
        Map<String, TargetFile> listed = new HashMap<>(current.targets().content().targets());
        listed.remove(path);
        return list(current, listed, Map.of());
    }

    private Current list(Current current, Map<String, TargetFile> listed, Map<String, byte[]> files)
            throws PublishException, IOException {
        Signed<Root> root = root(current);
        Targets next = new Targets(Life.TARGETS.header(current.targets().content().version() + 1, clock), listed);
        Signed<Targets> targets = Signed.sign(RoleType.TARGETS, next, keys.signers(root.content(), "targets"));
        return write(over(current, root, targets), files);
    }

    /** Signs anew what has lived half its life; does nothing if nothing has. */
    public Current refresh(Current current) throws PublishException, IOException {
        Instant now = clock.instant();
        if (Life.TARGETS.isPastHalf(current.targets().content(), now)) {
            return publish(current, Map.of());
        }
        Signed<Root> root = root(current);
        boolean due = root != current.root() || Life.SNAPSHOT.isPastHalf(current.snapshot().content(), now)
                || Life.TIMESTAMP.isPastHalf(current.timestamp().content(), now);
        return due ? write(over(current, root, current.targets()), Map.of()) : current;
    }

    private Current over(Current current, Signed<Root> root, Signed<Targets> targets)
            throws PublishException, IOException {
        Signed<Snapshot> snapshot = snapshot(root.content(), current.snapshot().content().version() + 1, targets);
        Signed<Timestamp> timestamp = timestamp(root.content(), current.timestamp().content().version() + 1,
                snapshot);
        return new Current(root, timestamp, snapshot, targets);
    }

    /** The root, with the same keys and a new life when half of the old is over; devices refuse all under a dead one. */
    private Signed<Root> root(Current current) throws PublishException, IOException {
        Root root = current.root().content();
        if (!Life.ROOT.isPastHalf(root, clock.instant())) {
            return current.root();
        }
        Root next = new Root(Life.ROOT.header(root.version() + 1, clock), root.consistentSnapshot(), root.keys(),
                root.roles());
        return Signed.sign(RoleType.ROOT, next, keys.signers(root, "root"));
    }

    private Signed<Snapshot> snapshot(Root root, long version, Signed<Targets> targets)
            throws PublishException, IOException {
        Snapshot snapshot = new Snapshot(Life.SNAPSHOT.header(version, clock),
                Map.of(RoleType.TARGETS.fileName(), MetaFile.of(targets)));
        return Signed.sign(RoleType.SNAPSHOT, snapshot, keys.signers(root, "snapshot"));
    }

    private Signed<Timestamp> timestamp(Root root, long version, Signed<Snapshot> snapshot)
            throws PublishException, IOException {
        Timestamp timestamp = new Timestamp(Life.TIMESTAMP.header(version, clock), MetaFile.of(snapshot));
        return Signed.sign(RoleType.TIMESTAMP, timestamp, keys.signers(root, "timestamp"));
    }

    private Current write(Current next, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Digest digest = Hashes.of(file.getValue()).findSha256().orElseThrow();
            disk.write(layout.target(file.getKey(), digest), file.getValue());
        }
        writeVersioned(RoleType.ROOT, next.root());
        writeVersioned(RoleType.TARGETS, next.targets());
        writeVersioned(RoleType.SNAPSHOT, next.snapshot());
        disk.write(layout.metadata(RoleType.TIMESTAMP.fileName()), next.timestamp().bytes());
        return next;
    }

    /** A file that a cut attempt left behind was never listed by a timestamp and is replaced. */
    private void writeVersioned(RoleType<?> type, Signed<?> file) throws IOException {
        Path path = layout.metadata(file.content().version() + "." + type.fileName());
        if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), file.bytes())) {
            disk.write(path, file.bytes());
        }
    }
}
