// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.delta.BadJarException;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.PatchLevel;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;

/** Makes generation 1 of a base release from the bundles of its features. */
public final class FirstGeneration {
    private final Path root;
    private final Home home;
    private final GenerationFiles files;

    public FirstGeneration(Path root, Home home) {
        this.root = root;
        this.home = home;
        this.files = new GenerationFiles(root);
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
        files.place(generation);
        files.describe(generation);
        new CurrentFile(root).write(Current.first(1));
        return generation;
    }

    /** On all processors: a person waits for a first start. */
    private List<ManagedBundle> store(List<Feature.Item> items) throws IOException {
        try {
            return items.parallelStream().map(item -> {
                try {
                    return store(item);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private ManagedBundle store(Feature.Item item) throws IOException {
        Path jar = home.jar(item.id());
        try {
            BaseBundle stored = files.store(jar, item.startLevel());
            return new ManagedBundle(stored.bundle(), stored.bundle().digest(), stored.length(), stored.startLevel(),
                    true);
        } catch (BadJarException e) {
            throw new UserError(jar.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
