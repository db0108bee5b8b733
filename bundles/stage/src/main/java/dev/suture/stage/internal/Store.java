// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.patch.Digest;

/**
 * Canonical jars by their digest: {@code store/sha256/ab/<digest>.jar}. Files are read-only and never changed. One that is
 * there is not therefore right: whoever uses one asks {@link #holds} first.
 */
final class Store {
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.jar");

    private final Path folder;
    private final Disk disk;

    Store(Path root, Disk disk) {
        this.folder = root.resolve("store").resolve("sha256");
        this.disk = disk;
    }

    /** Where the jar of this digest lies, or would. */
    Path file(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + ".jar");
    }

    /** Whether the jar is here, by hashing it. */
    boolean holds(Digest digest, long length) throws IOException {
        return Sha256.is(file(digest), digest, length);
    }

    /** Removes all other jars. @return how many bytes they had */
    long removeAllBut(Set<Digest> kept) throws IOException {
        long bytes = 0;
        for (Path shelf : disk.list(folder)) {
            for (Path file : disk.list(shelf)) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && !kept.contains(new Digest(name.group(1)))) {
                    bytes += Files.size(file);
                    disk.delete(file);
                }
            }
        }
        return bytes;
    }

    /** Takes in {@code part}, which has been verified, durably, in place of a damaged one if there is. */
    void add(Path part, Digest digest) throws IOException {
        Path file = file(digest);
        disk.createFolder(file.getParent());
        disk.makeReadOnly(part);
        disk.sync(part);
        disk.move(part, file);
        disk.syncFolder(file.getParent());
    }
}
