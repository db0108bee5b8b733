// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The real disk: temporary file, fsync, rename, fsync of the folder. The folder of the parts is on the same file system. */
public final class SyncedDisk implements Disk {
    private final Path parts;

    /** @param parts the folder for files in the making; whatever is in it may be deleted */
    public SyncedDisk(Path parts) {
        this.parts = parts;
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        create(file, content);
    }

    @Override
    public void writeSecret(Path file, byte[] content) throws IOException {
        // Created with the mode, not changed to it: at no moment can anybody else open it.
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        create(file, content, posix
                ? new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0]);
    }

    private void create(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        Path part = part(file.getFileName().toString());
        try (FileChannel channel = FileChannel.open(part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
        adopt(part, file);
    }

    @Override
    public Path part(String name) throws IOException {
        Files.createDirectories(parts);
        Path part = parts.resolve(name + ".part");
        Files.deleteIfExists(part);
        return part;
    }

    @Override
    public void adopt(Path part, Path file) throws IOException {
        sync(part, StandardOpenOption.WRITE);
        Deque<Path> changed = new ArrayDeque<>();
        Path parent = file.toAbsolutePath().getParent();
        changed.push(parent);
        for (Path folder = parent; !Files.exists(folder); folder = folder.getParent()) {
            changed.push(folder.getParent());
        }
        Files.createDirectories(parent);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        for (Path folder : changed) {
            sync(folder, StandardOpenOption.READ);
        }
    }

    @Override
    public void clear() throws IOException {
        if (Files.isDirectory(parts)) {
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(parts)) {
                for (Path leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
        }
    }

    private static void sync(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
