// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.suture.patch.Names;
import dev.suture.publish.PublishException;
import dev.suture.tuf.Key;
import dev.suture.tuf.Role;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;

/**
 * Makes a workspace: keys, the first root, an empty list of targets. Root and targets are hybrid: each person has an Ed25519
 * and an ML-DSA key, and two persons sign with both.
 */
public final class Founding {
    private static final int PERSONS_OF_ROOT = 3;
    private static final int PERSONS_OF_TARGETS = 2;
    private static final int PERSONS_WHO_SIGN = 2;

    private final Layout layout;
    private final Clock clock;
    private final Disk disk;

    /** For the workspace at {@code layout}. */
    public Founding(Layout layout, Clock clock, Disk disk) {
        this.layout = layout;
        this.clock = clock;
        this.disk = disk;
    }

    /**
     * Makes it.
     *
     * @param pqOnline whether snapshot and timestamp are hybrid too
     * @throws PublishException if there is something in the folder, or the name is malformed
     */
    public void found(String product, SecureRandom random, boolean pqOnline) throws PublishException, IOException {
        try {
            Names.name("product", product);
        } catch (IllegalArgumentException e) {
            throw new PublishException(e.getMessage(), e);
        }
        requireEmpty(layout.folder());
        Files.createDirectories(layout.folder());
        KeyFolder folder = new KeyFolder(layout.keys());
        folder.create();
        KeyMaker maker = new KeyMaker(folder, random, disk);
        List<RoleKeys> roles = List.of(maker.persons("root", PERSONS_OF_ROOT, PERSONS_WHO_SIGN),
                maker.persons("targets", PERSONS_OF_TARGETS, PERSONS_WHO_SIGN), maker.online("snapshot", pqOnline),
                maker.online("timestamp", pqOnline));
        new Release(layout, disk, folder, clock).first(root(roles));
        disk.clear();
        disk.write(layout.workspace(), Layout.workspaceFile(product));
    }

    private Signed<Root> root(List<RoleKeys> made) {
        Map<String, Key> keys = new LinkedHashMap<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        for (RoleKeys each : made) {
            each.signers().forEach(signer -> keys.put(signer.key().id(), signer.key()));
            roles.put(each.name(), each.role());
        }
        Root root = new Root(Life.ROOT.header(1, clock), true, keys, roles);
        return Signed.sign(RoleType.ROOT, root, made.get(0).signers());
    }

    private static void requireEmpty(Path folder) throws PublishException, IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new PublishException(folder + " is a file; name a folder");
        }
        if (Files.exists(new Layout(folder).workspace())) {
            throw new PublishException(folder + " is a workspace already");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new PublishException(folder + " is not empty; name an empty or a new folder"
                        + " (if an init was cut short here, delete it first)");
            }
        }
    }
}
