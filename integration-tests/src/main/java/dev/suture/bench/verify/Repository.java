// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.suture.tuf.Hashes;
import dev.suture.tuf.Header;
import dev.suture.tuf.Key;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.Role;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.Signer;
import dev.suture.tuf.Snapshot;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.Targets;
import dev.suture.tuf.Timestamp;

/**
 * A repository on the disk, as a web server would serve it: consistent snapshots, one person for each role, all targets listed by the
 * top-level role, since not every client knows another.
 *
 * @param metadata the folder of the metadata
 * @param targets the folder of the one target that is there
 */
record Repository(Path metadata, Path targets) {
    /** The target that is downloaded. */
    static final String TARGET = "target-0";
    private static final int TARGET_LENGTH = 4096;
    private static final Duration LIFE = Duration.ofDays(1);

    /** The repository in a folder. */
    static Repository at(Path folder) {
        return new Repository(folder.resolve("metadata"), folder.resolve("targets"));
    }

    /** The root that a client begins with. */
    Path root() {
        return metadata.resolve("1.root.json");
    }

    /** Makes one with so many targets. */
    static void make(Path folder, Scheme scheme, int count) throws IOException {
        Repository repository = at(folder);
        Files.createDirectories(repository.metadata);
        Files.createDirectories(repository.targets);
        repository.publish(scheme, count);
    }

    private void publish(Scheme scheme, int count) throws IOException {
        Header header = new Header(1, Instant.ofEpochSecond(Instant.now().plus(LIFE).getEpochSecond()));
        byte[] content = new byte[TARGET_LENGTH];
        new Random(1).nextBytes(content);
        Map<String, TargetFile> listed = new HashMap<>();
        for (int i = 1; i < count; i++) {
            listed.put("target-" + i, TargetFile.of(ByteBuffer.allocate(Integer.BYTES).putInt(i).array()));
        }
        listed.put(TARGET, TargetFile.of(content));
        Files.write(targets.resolve(Hashes.of(content).findSha256().orElseThrow().hex() + "." + TARGET), content);

        Map<String, Key> keys = new HashMap<>();
        Map<String, Role> roles = new HashMap<>();
        Map<String, List<Signer>> signers = new HashMap<>();
        for (RoleType<?> role : List.of(RoleType.ROOT, RoleType.TARGETS, RoleType.SNAPSHOT, RoleType.TIMESTAMP)) {
            List<Signer> person = scheme.person();
            person.forEach(signer -> keys.put(signer.key().id(), signer.key()));
            roles.put(role.type(), new Role(person.stream().map(signer -> signer.key().id()).toList(), person.size(),
                    scheme.minimum()));
            signers.put(role.type(), person);
        }
        write("1.root.json", Signed.sign(RoleType.ROOT, new Root(header, true, keys, roles), signers.get("root")));
        Signed<Targets> top = Signed.sign(RoleType.TARGETS, new Targets(header, listed), signers.get("targets"));
        write("1.targets.json", top);
        Signed<Snapshot> snapshot = Signed.sign(RoleType.SNAPSHOT, new Snapshot(header, Map.of("targets.json", MetaFile
                .of(top))), signers.get("snapshot"));
        write("1.snapshot.json", snapshot);
        write("timestamp.json", Signed.sign(RoleType.TIMESTAMP, new Timestamp(header, MetaFile.of(snapshot)), signers
                .get("timestamp")));
    }

    private void write(String name, Signed<?> file) throws IOException {
        Files.write(metadata.resolve(name), file.bytes());
    }
}
