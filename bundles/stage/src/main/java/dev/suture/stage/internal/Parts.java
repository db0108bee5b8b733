// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.suture.patch.Artifact;

/** What is not whole yet: {@code staging/<digest>.part} as it comes, {@code staging/<digest>.jar.part} as it unpacks. */
final class Parts {
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}(\\.jar)?\\.part");

    private final Path folder;
    private final Disk disk;

    Parts(Path root, Disk disk) {
        this.folder = root.resolve("staging");
        this.disk = disk;
    }

    /** Makes the folder, and drops the parts of offers that are none any more. */
    void keepOnly(Collection<Artifact> wanted) throws IOException {
        disk.createFolder(folder);
        Set<Path> kept = wanted.stream().map(this::content).collect(Collectors.toSet());
        for (Path file : disk.list(folder)) {
            if (OURS.matcher(file.getFileName().toString()).matches() && !kept.contains(file)) {
                disk.delete(file);
            }
        }
    }

    Path content(Artifact artifact) {
        return folder.resolve(artifact.content().hex() + ".part");
    }

    Path jar(Artifact artifact) {
        return folder.resolve(artifact.digest().hex() + ".jar.part");
    }

    /** How much of the content is already here. */
    long fetched(Artifact artifact) throws IOException {
        Path part = content(artifact);
        return Files.isRegularFile(part) ? Files.size(part) : 0;
    }

    void drop(Artifact artifact) throws IOException {
        disk.delete(content(artifact));
        disk.delete(jar(artifact));
    }
}
