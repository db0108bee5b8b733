// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.suture.patch.Artifact;
import dev.suture.publish.Progress;
import dev.suture.publish.PublishException;

/** Puts whole artifacts into the repository, each jar once. */
final class Contents {
    private final Catalog catalog;
    private final Disk disk;
    private final Progress progress;
    private final int preset;
    private final List<Artifact> known = new ArrayList<>();

    /** Knows what base releases and levels have brought already. @param preset of {@link Xz} */
    Contents(Catalog catalog, Disk disk, Progress progress, int preset) throws PublishException, IOException {
        this.catalog = catalog;
        this.disk = disk;
        this.progress = progress;
        this.preset = preset;
        for (String base : catalog.bases()) {
            known.addAll(catalog.getBase(base).artifacts());
            catalog.levels(base).forEach(level -> known.addAll(level.artifacts()));
        }
    }

    /** The artifact of {@code file}, whose canonical form is in {@code canonical}, with its content in place. */
    Artifact place(BundleFile file, Path canonical) throws IOException {
        Optional<Artifact> before = known.stream().filter(each -> each.brings(file.bundle().digest())).findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        progress.step("compressing " + file.bundle());
        Path content = disk.part("content");
        Artifact artifact = Xz.compress(file, canonical, content, preset);
        disk.adopt(content, catalog.layout().content(artifact.content()));
        return artifact;
    }
}
