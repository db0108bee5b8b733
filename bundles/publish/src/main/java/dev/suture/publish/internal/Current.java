// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.suture.publish.PublishException;
import dev.suture.tuf.MetaFile;
import dev.suture.tuf.Metadata;
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
 */
public record Current(Signed<Root> root, Signed<Timestamp> timestamp, Signed<Snapshot> snapshot,
        Signed<Targets> targets) {
    /** Reads it. @throws PublishException if something is missing, or is not what was signed */
    static Current read(Layout layout) throws PublishException, IOException {
        try {
            Signed<Root> root = read(layout, RoleType.ROOT, newestRoot(layout) + ".root.json");
            root.content().verify("root", root);
            Signed<Timestamp> timestamp = read(layout, RoleType.TIMESTAMP, "timestamp.json");
            root.content().verify("timestamp", timestamp);
            Signed<Snapshot> snapshot = read(layout, RoleType.SNAPSHOT, timestamp.content().snapshot(), root);
            Signed<Targets> targets = read(layout, RoleType.TARGETS, snapshot.content().targets(), root);
            return new Current(root, timestamp, snapshot, targets);
        } catch (VerificationException e) {
            throw damaged(layout, e.getMessage());
        } catch (NoSuchFileException e) {
            throw damaged(layout, "no " + layout.folder().relativize(Path.of(e.getFile())));
        }
    }

    /** The lists before this one. @throws PublishException if one is missing or cannot be read */
    List<Targets> past(Layout layout) throws PublishException, IOException {
        List<Targets> past = new ArrayList<>();
        for (long version = 1; version < targets.content().version(); version++) {
            String file = version + "." + RoleType.TARGETS.fileName();
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

    private static <T extends Metadata> Signed<T> read(Layout layout, RoleType<T> type, MetaFile listed,
            Signed<Root> root) throws VerificationException, PublishException, IOException {
        Signed<T> file = read(layout, type, listed.version() + "." + type.fileName());
        root.content().verify(type.type(), file);
        if (!MetaFile.of(file).equals(listed)) {
            throw damaged(layout, "a " + type.fileName() + " that does not belong to the rest");
        }
        return file;
    }

    private static <T extends Metadata> Signed<T> read(Layout layout, RoleType<T> type, String fileName)
            throws VerificationException, IOException {
        return Signed.read(type, Files.readAllBytes(layout.metadata(fileName)));
    }
}
