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
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.patch.Names;
import dev.suture.publish.PublishException;
import dev.suture.tuf.Delegation;
import dev.suture.tuf.Delegations;
import dev.suture.tuf.Key;
import dev.suture.tuf.NamedRoles;
import dev.suture.tuf.ProductRoles;
import dev.suture.tuf.Role;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.Targets;

/**
 * Makes a workspace: keys, the first root, the roles of the product and an empty list of its patches. Root, targets and patches
 * are hybrid: each person has an Ed25519 and an ML-DSA key, and two persons sign with both.
 */
public final class Founding {
    private static final int PERSONS_OF_ROOT = 3;
    private static final int PERSONS_OF_TARGETS = 2;
    private static final int PERSONS_OF_PATCHES = 2;
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
        ProductRoles names = new ProductRoles(product);
        RoleKeys patches = maker.persons(names.patches().name(), PERSONS_OF_PATCHES, PERSONS_WHO_SIGN);
        RoleKeys rollout = maker.online(names.rollout().name(), pqOnline);
        new Release(layout, disk, folder, clock).first(root(roles), names, delegating(names, patches, rollout));
        disk.clear();
        disk.write(layout.workspace(), Layout.workspaceFile(product));
    }

    /** Delegates all there is of the product, to the end: what they do not say, nobody does. */
    private Targets delegating(ProductRoles names, RoleKeys patches, RoleKeys rollout) {
        List<Delegation> roles = List.of(
                new Delegation(names.patches(), patches.role(), true, names.patchesPaths()),
                new Delegation(names.rollout(), rollout.role(), true, names.rolloutPaths()));
        return new Targets(Life.TARGETS.header(1, clock), Map.of(),
                Optional.of(new Delegations(keys(List.of(patches, rollout)), new NamedRoles(roles))));
    }

    private static Map<String, Key> keys(List<RoleKeys> roles) {
        Map<String, Key> keys = new LinkedHashMap<>();
        roles.forEach(role -> role.signers().forEach(signer -> keys.put(signer.key().id(), signer.key())));
        return keys;
    }

    private Signed<Root> root(List<RoleKeys> made) {
        Map<String, Role> roles = new LinkedHashMap<>();
        made.forEach(each -> roles.put(each.name(), each.role()));
        Root root = new Root(Life.ROOT.header(1, clock), true, keys(made), roles);
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
