// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.delta.BundleManifest;
import dev.suture.delta.CanonicalJar;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.tuf.format.GenerationFormat;
import dev.suture.tuf.json.MalformedException;

/**
 * Store and generations of a state root. Nothing on the disk is believed: what is hashed is what loads. Safe for use by several
 * threads, as long as no two store jars of one file name at once.
 */
public final class GenerationFiles {
    private static final int BUFFER = 1 << 16;

    private final Path root;
    private final Path generations;

    /** Those of this state root. */
    public GenerationFiles(Path root) {
        this.root = root;
        this.generations = root.resolve("generations");
    }

    /**
     * Takes the canonical form of a jar into the store, durably.
     *
     * @throws dev.suture.delta.BadJarException if it is no bundle
     */
    public BaseBundle store(Path jar, int startLevel) throws IOException {
        BundleManifest manifest = BundleManifest.read(jar);
        Path part = Files.createDirectories(root.resolve("staging")).resolve(jar.getFileName() + ".part");
        CanonicalJar.Summary summary;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), BUFFER)) {
            summary = CanonicalJar.write(jar, out);
        }
        Digest digest = new Digest(summary.sha256());
        Path stored = stored(digest);
        Disk.moveDurably(part, stored);
        if (!stored.toFile().setReadOnly()) {
            throw new IOException("cannot make " + stored + " read-only");
        }
        return new BaseBundle(new BundleRef(manifest.symbolicName(), manifest.version(), digest), summary.length(),
                startLevel);
    }

    /** Where the framework loads a bundle of a generation from. */
    public Path file(int generation, ManagedBundle bundle) {
        return generations.resolve(Integer.toString(generation)).resolve(bundle.fileName());
    }

    private Path folder(int generation) throws IOException {
        return Disk.makeFolder(generations.resolve(Integer.toString(generation)));
    }

    /** Puts all files of a generation there, durably. */
    public void place(Generation generation) throws IOException {
        Path folder = folder(generation.number());
        for (ManagedBundle bundle : generation.bundles()) {
            link(generation.number(), bundle);
        }
        Disk.sync(folder);
    }

    /** Puts one file there, durably, if it is not there whole. @return whether it is now */
    public boolean place(int generation, ManagedBundle bundle) throws IOException {
        if (isWhole(generation, bundle)) {
            return true;
        }
        Path folder = folder(generation);
        link(generation, bundle);
        Disk.sync(folder);
        return isWhole(generation, bundle);
    }

    /** A second name of the store's file. */
    private void link(int generation, ManagedBundle bundle) throws IOException {
        Path file = file(generation, bundle);
        Path stored = stored(bundle.bundle().digest());
        Files.deleteIfExists(file);
        try {
            Files.createLink(file, stored);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(stored, file); // some disks have no links
            Disk.sync(file);
        }
    }

    /** Whether a bundle is there, by hashing it. */
    public boolean isWhole(int generation, ManagedBundle bundle) {
        Path file = file(generation, bundle);
        try (InputStream in = Files.newInputStream(file)) {
            return Files.size(file) == bundle.length() && digest(in).equals(bundle.bundle().digest());
        } catch (IOException e) {
            return false;
        }
    }

    /** Describes a generation, durably. */
    public void describe(Generation generation) throws IOException {
        Disk.replace(description(generation.number()), GenerationFormat.write(generation));
    }

    /** The description of this number, if it is whole. */
    public Optional<Generation> find(int number) throws IOException {
        Path file = description(number);
        if (!Files.isRegularFile(file) || Files.size(file) > GenerationFormat.MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(GenerationFormat.read(Files.readAllBytes(file)))
                    .filter(generation -> generation.number() == number);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** The generation of this number, if its description and every file of it are whole. */
    public Optional<Generation> findWhole(int number) throws IOException {
        return find(number).filter(
                generation -> generation.bundles().parallelStream().allMatch(bundle -> isWhole(number, bundle)));
    }

    /** A number that no generation has. */
    public int free() throws IOException {
        try (Stream<Path> files = Files.list(Disk.makeFolder(generations))) {
            return 1 + files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}\\.json"))
                    .mapToInt(name -> Integer.parseInt(name.replace(".json", ""))).max().orElse(0);
        }
    }

    private Path description(int number) {
        return generations.resolve(number + ".json");
    }

    private Path stored(Digest digest) {
        return root.resolve("store/sha256").resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + ".jar");
    }

    /** The SHA-256 of what is left of {@code in}. */
    public static Digest digest(InputStream in) throws IOException {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return Digest.of(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
