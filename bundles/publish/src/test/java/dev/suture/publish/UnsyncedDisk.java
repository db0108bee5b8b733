// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import dev.suture.publish.internal.Disk;

/** Puts files in place without waiting for the disk, so that a test can do it a thousand times. */
record UnsyncedDisk(Path parts) implements Disk {
    @Override
    public void write(Path file, byte[] content) throws IOException {
        adopt(Files.write(part(file.getFileName().toString()), content), file);
    }

    @Override
    public void writeSecret(Path file, byte[] content) throws IOException {
        write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Override
    public Path part(String name) throws IOException {
        Files.createDirectories(parts);
        return parts.resolve(name + ".part");
    }

    @Override
    public void adopt(Path part, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void clear() throws IOException {
        if (Files.isDirectory(parts)) {
            try (var leftovers = Files.newDirectoryStream(parts)) {
                for (Path leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
        }
    }
}
