// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes that a power cut leaves either done or not begun. */
final class Durable {
    private Durable() {
    }

    /** Makes a folder in one that is there; does nothing if it is there already. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            syncFolder(folder.getParent());
        }
    }

    /** Replaces {@code file}: temporary file, fsync, rename, fsync of the folder. */
    static void replace(Path file, byte[] content) throws IOException {
        uninterrupted(() -> replaceNow(file, content));
    }

    private static void replaceNow(Path file, byte[] content) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, content);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(file.getParent());
    }

    /** Appends to {@code file} and syncs it. */
    static void append(Path file, byte[] content) throws IOException {
        uninterrupted(() -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                write(channel, content);
            }
        });
    }

    private interface Writing {
        void write() throws IOException;
    }

    /** A channel refuses an interrupted thread, but how a switch was undone has to be written all the same. */
    private static void uninterrupted(Writing writing) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            writing.write();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void write(FileChannel channel, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
