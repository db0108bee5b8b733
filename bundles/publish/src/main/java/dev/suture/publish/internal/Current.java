// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.publish.PublishException;
import dev.suture.tuf.Delegator;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.Metadata;
import dev.suture.tuf.ProductRoles;
import dev.suture.tuf.RoleName;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.Root;
import dev.suture.tuf.Signed;
import dev.suture.tuf.Snapshot;
import dev.suture.tuf.Targets;
import dev.suture.tuf.Timestamp;
import dev.suture.verify.VerificationException;

/**
 * The metadata a device would end up with. It is verified, so that nothing is built upon a repository somebody tampered
 * with; only its expiry does not matter, because it is about to be signed anew.
 *
 * @param root who may sign for the top-level roles
 * @param timestamp names the snapshot
 * @param snapshot names all targets files
 * @param targets delegates, and lists nothing itself
 * @param product the product it delegates for
 * @param patches what there is of the product
 * @param rollout who may have it already
 */
public record Current(Signed<Root> root, Signed<Timestamp> timestamp, Signed<Snapshot> snapshot,
        Signed<Targets> targets, ProductRoles product, Signed<Targets> patches, Signed<Targets> rollout) {
    /** Reads it. @throws PublishException if something is missing, or is not what was signed */
    static Current read(Layout layout, ProductRoles product) throws PublishException, IOException {
        try {
            Signed<Root> root = read(layout, RoleType.ROOT, newestRoot(layout) + ".root.json");
            root.content().verify("root", root);
            Signed<Timestamp> timestamp = read(layout, RoleType.TIMESTAMP, "timestamp.json");
            root.content().verify("timestamp", timestamp);
            MetaFile listed = timestamp.content().snapshot();
            Signed<Snapshot> snapshot = read(layout, RoleType.SNAPSHOT, "snapshot", listed, root.content());
            MetaFile top = snapshot.content().targets();
            Signed<Targets> targets = read(layout, RoleType.TARGETS, "targets", top, root.content());
            return new Current(root, timestamp, snapshot, targets, product,
                    delegated(layout, targets.content(), snapshot.content(), product.patches()),
                    delegated(layout, targets.content(), snapshot.content(), product.rollout()));
        } catch (VerificationException e) {
            throw damaged(layout, e.getMessage());
        } catch (NoSuchFileException e) {
            throw damaged(layout, "no " + layout.folder().relativize(Path.of(e.getFile())));
        }
    }

    private static Signed<Targets> delegated(Layout layout, Targets targets, Snapshot snapshot, RoleName role)
            throws VerificationException, PublishException, IOException {
        Optional<MetaFile> listed = snapshot.find(role.encoded() + ".json");
        if (listed.isEmpty()) {
            throw damaged(layout, "no " + role + " in the snapshot");
        }
        return read(layout, RoleType.TARGETS, role.encoded(), listed.get(), delegator(targets, role));
    }

    /** Who says who may sign for a role of the product. */
    static Delegator delegator(Targets targets, RoleName role) {
        return targets.delegations().flatMap(delegations -> delegations.findDelegator(role))
                .orElseThrow(() -> new IllegalStateException("the targets do not delegate to " + role));
    }

    /** The lists of patches before this one. @throws PublishException if one is missing or cannot be read */
    List<Targets> past(Layout layout) throws PublishException, IOException {
        List<Targets> past = new ArrayList<>();
        for (long version = 1; version < patches.content().version(); version++) {
            String file = version + "." + product.patches().encoded() + ".json";
            try {
                past.add(read(layout, RoleType.TARGETS, file).content());
            } catch (VerificationException e) {
                throw damaged(layout, e.getMessage());
            } catch (NoSuchFileException e) {
                throw damaged(layout, "no metadata/" + file + ", which tells what level numbers were given");
            }
        }
        return past;
    }

    static PublishException damaged(Layout layout, String detail) {
        return new PublishException("the repository in " + layout.folder() + " is damaged (" + detail
                + "); restore it from a backup");
    }

    private static long newestRoot(Layout layout) {
        long version = 1;
        while (Files.exists(layout.metadata(version + 1 + ".root.json"))) {
            version++;
        }
        return version;
    }

    private static <T extends Metadata> Signed<T> read(Layout layout, RoleType<T> type, String role, MetaFile listed,
            Delegator delegator) throws VerificationException, PublishException, IOException {
        Signed<T> file = read(layout, type, listed.version() + "." + role + ".json");
        delegator.verify(role, file);
        if (!MetaFile.of(file).equals(listed)) {
            throw damaged(layout, "a " + role + ".json that does not belong to the rest");
        }
        return file;
    }

    private static <T extends Metadata> Signed<T> read(Layout layout, RoleType<T> type, String fileName)
            throws VerificationException, IOException {
        return Signed.read(type, Files.readAllBytes(layout.metadata(fileName)));
    }
}
