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
import dev.suture.tuf.Signer;

/** Makes a workspace: keys, the first root, an empty list of targets. */
public final class Founding {
    private final Layout layout;
    private final Clock clock;
    private final Disk disk;

    /** For the workspace at {@code layout}. */
    public Founding(Layout layout, Clock clock, Disk disk) {
        this.layout = layout;
        this.clock = clock;
        this.disk = disk;
    }

    /** Makes it. @throws PublishException if there is something in the folder, or the name is malformed */
    public void found(String product, SecureRandom random) throws PublishException, IOException {
        try {
            Names.name("product", product);
        } catch (IllegalArgumentException e) {
            throw new PublishException(e.getMessage(), e);
        }
        requireEmpty(layout.folder());
        Files.createDirectories(layout.folder());
        KeyFolder folder = new KeyFolder(layout.keys());
        folder.create();
        Map<String, List<Signer>> signers = new LinkedHashMap<>();
        for (String role : List.of("root", "snapshot", "timestamp")) {
            signers.put(role, List.of(folder.create(role, random, disk)));
        }
        signers.put("targets",
                List.of(folder.create("targets-1", random, disk), folder.create("targets-2", random, disk)));
        new Release(layout, disk, folder, clock).first(root(signers));
        disk.clear();
        disk.write(layout.workspace(), Layout.workspaceFile(product));
    }

    /** All keys of a role must sign: with targets, that is two. */
    private Signed<Root> root(Map<String, List<Signer>> signers) {
        Map<String, Key> keys = new LinkedHashMap<>();
        Map<String, Role> roles = new LinkedHashMap<>();
        signers.forEach((name, those) -> {
            those.forEach(signer -> keys.put(signer.key().id(), signer.key()));
            roles.put(name, new Role(those.stream().map(signer -> signer.key().id()).toList(), those.size()));
        });
        Root root = new Root(Life.ROOT.header(1, clock), true, keys, roles);
        return Signed.sign(RoleType.ROOT, root, signers.get("root"));
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
