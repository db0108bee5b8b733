// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.delta.BadJarException;
import dev.suture.delta.BundleManifest;
import dev.suture.delta.CanonicalJar;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.runtime.UserError;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.tuf.format.GenerationFormat;

/** Makes generation 1 of a base release from the bundles of its features. */
public final class FirstGeneration {
    private final Path root;
    private final Home home;

    public FirstGeneration(Path root, Home home) {
        this.root = root;
        this.home = home;
    }

    /**
     * Makes it durably; {@code current.json} is written last, so a device either has its first generation or starts over.
     *
     * @return what was made; every file was hashed while it was written
     * @throws UserError if a bundle is missing or no bundle
     * @throws IOException if the disk fails
     */
    public Generation make(String product, String base, Feature feature) throws IOException {
        Generation generation = new Generation(1, new Origin(product, base, PatchLevel.BASE, Optional.empty()),
                store(feature.bundles()), feature.configurations());
        link(generation);
        Disk.replace(root.resolve("generations").resolve("1.json"), GenerationFormat.write(generation));
        new CurrentFile(root).write(Current.first(1));
        return generation;
    }

    /** On all processors: a person waits for a first start. */
    private List<ManagedBundle> store(List<Feature.Item> items) throws IOException {
        try {
            return items.parallelStream().map(item -> {
                try {
                    return store(home.jar(item.id()), item.startLevel());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ManagedBundle store(Path jar, int startLevel) throws IOException {
        try {
            BundleManifest manifest = BundleManifest.read(jar);
            Path part = Files.createDirectories(root.resolve("staging")).resolve(jar.getFileName() + ".part");
            CanonicalJar.Summary summary;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                summary = CanonicalJar.write(jar, out);
            }
            Digest digest = new Digest(summary.sha256());
            Path stored = stored(digest);
            Disk.moveDurably(part, stored);
            if (!stored.toFile().setReadOnly()) {
                throw new IOException("cannot make " + stored + " read-only");
            }
            return new ManagedBundle(new BundleRef(manifest.symbolicName(), manifest.version(), digest), digest,
                    summary.length(), startLevel, true);
        } catch (BadJarException e) {
            throw new UserError(jar.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private void link(Generation generation) throws IOException {
        Path folder = Disk.makeFolder(root.resolve("generations").resolve("1"));
        for (ManagedBundle bundle : generation.bundles()) {
            try {
                Files.createLink(folder.resolve(bundle.fileName()), stored(bundle.bundle().digest()));
            } catch (FileAlreadyExistsException e) {
                Files.delete(folder.resolve(bundle.fileName()));
                Files.createLink(folder.resolve(bundle.fileName()), stored(bundle.bundle().digest()));
            }
        }
        Disk.sync(folder);
    }

    private Path stored(Digest digest) {
        return root.resolve("store/sha256").resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + ".jar");
    }
}
