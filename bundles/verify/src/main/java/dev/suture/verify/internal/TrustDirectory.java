// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

import dev.suture.tuf.Backstop;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.TrustedStore;

/**
 * The folder of trusted files: {@code root.json}, which the integrator installs and nothing here writes, and
 * {@code metadata/} with what was verified since. A change is a temporary file, forced to the disk and renamed, and its
 * folder forced too, so a power cut leaves the old file or the new one.
 */
public final class TrustDirectory implements TrustedStore {
    /** More than any role may have; a longer file is damaged, and is not read into memory. */
    private static final int MAX_LENGTH = RoleType.TARGETS.maxLength();

    private final Path installedRoot;
    private final Path metadata;
    private final Backstop backstop;

    /** The device's folder. */
    TrustDirectory(Path trust) {
        this(trust, Backstop.NONE);
    }

    /** The device's folder, and what came with the updater. */
    TrustDirectory(Path trust, Backstop backstop) {
        this(trust.resolve(RoleType.ROOT.fileName()), trust.resolve("metadata"), backstop);
    }

    /** The root that was installed, and the folder for what is verified since. */
    public TrustDirectory(Path installedRoot, Path metadata) {
        this(installedRoot, metadata, Backstop.NONE);
    }

    private TrustDirectory(Path installedRoot, Path metadata, Backstop backstop) {
        this.installedRoot = installedRoot;
        this.metadata = metadata;
        this.backstop = backstop;
    }

    @Override
    public Backstop backstop() {
        return backstop;
    }

    @Override
    public byte[] initialRoot() throws IOException {
        try {
            return read(installedRoot);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no " + installedRoot + ": install the publisher's root.json there; it is not"
                            + " fetched, because whoever answers first would be trusted",
                    e);
        }
    }

    @Override
    public Optional<byte[]> find(String role) throws IOException {
        return find(file(role));
    }

    private static Optional<byte[]> find(Path file) throws IOException {
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_LENGTH + 1);
            if (bytes.length > MAX_LENGTH) {
                throw new IOException(file + " is longer than any metadata");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> findFloor(Slot slot) throws IOException {
        return find(floor(slot));
    }

    @Override
    public void saveFloor(Slot slot, byte[] bytes) throws IOException {
        write(floor(slot), bytes);
    }

    /** The rollout that was fetched last; whether it is the one that is listed is for the caller to see. */
    Optional<byte[]> findRollout() throws IOException {
        return find(rollout());
    }

    void saveRollout(byte[] bytes) throws IOException {
        write(rollout(), bytes);
    }

    private Path rollout() {
        return installedRoot.resolveSibling("rollout.json");
    }

    @Override
    public void save(String role, byte[] bytes) throws IOException {
        try {
            makeFolder();
        } catch (IOException e) {
            throw new IOException("cannot write " + file(role) + ": " + e.getMessage(), e);
        }
        write(file(role), bytes);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            force(file.getParent());
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void delete(String role) throws IOException {
        if (Files.deleteIfExists(file(role))) {
            force(metadata);
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(metadata)) {
            Files.createDirectory(metadata);
        }
        // The first time, or once more: a folder that is there may still be unforced, by a process that was killed.
        force(metadata.getParent());
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path floor(Slot slot) {
        return installedRoot.resolveSibling("floor." + slot.name().toLowerCase(Locale.ROOT));
    }

    private Path file(String role) {
        return metadata.resolve(role + ".json");
    }
}
