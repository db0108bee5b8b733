// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.nio.file.Path;

import dev.suture.runtime.launch.Launcher;

/** A way to change a library in a running gateway. */
enum Technique {
    /** The updater's own activator: copies beside each other, doors closed for the switch. */
    OURS("ours") {
        @Override
        Swapper swapper(Launcher launcher, Path root, Libraries libraries)
                throws IOException, InterruptedException {
            return new SutureSwapper(launcher, root, libraries);
        }
    },
    /** {@code Bundle.update} and {@code refreshBundles}, as FileInstall, Kura and Deployment Admin do. */
    REFRESH("update+refresh") {
        @Override
        Swapper swapper(Launcher launcher, Path root, Libraries libraries) {
            return new RefreshSwapper(launcher.context(), libraries);
        }
    };

    private final String label;

    Technique(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    String label() {
        return label;
    }

    /** What swaps in this way in a gateway that runs in this process. */
    abstract Swapper swapper(Launcher launcher, Path root, Libraries libraries)
            throws IOException, InterruptedException;
}
