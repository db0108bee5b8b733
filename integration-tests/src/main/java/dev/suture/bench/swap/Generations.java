// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.suture.bench.swap.Libraries.Library;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.tuf.format.GenerationFormat;

/** Writes generations that differ from the one before in the library only, as staging would leave them on the disk. */
final class Generations {
    private final Path folder;

    Generations(Path root) {
        folder = root.resolve("generations");
    }

    /** The generation after {@code running}, with {@code library} in it. */
    Generation add(Generation running, Library library) throws IOException {
        List<ManagedBundle> bundles = running.bundles().stream()
                .map(bundle -> isLibrary(bundle) ? replaced(bundle, library) : bundle).toList();
        Generation next = new Generation(running.number() + 1, running.origin(), bundles, running.configurations());
        Path files = Files.createDirectories(folder.resolve(Integer.toString(next.number())));
        for (ManagedBundle bundle : bundles) {
            Path source = isLibrary(bundle)
                    ? library.file()
                    : folder.resolve(Integer.toString(running.number())).resolve(bundle.fileName());
            Files.createLink(files.resolve(bundle.fileName()), source);
        }
        Files.write(folder.resolve(next.number() + ".json"), GenerationFormat.write(next));
        return next;
    }

    private static boolean isLibrary(ManagedBundle bundle) {
        return bundle.bundle().symbolicName().equals(Libraries.SYMBOLIC_NAME);
    }

    private static ManagedBundle replaced(ManagedBundle old, Library library) {
        return new ManagedBundle(library.bundle(), old.base(), library.length(), old.startLevel(), old.started());
    }
}
