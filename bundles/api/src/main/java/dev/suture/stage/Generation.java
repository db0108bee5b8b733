// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;

/**
 * The exact, immutable description of the managed bundles a device runs; the content of {@code generations/<n>.json}.
 *
 * @param number 1 for the first this device had, then counting up
 * @param origin what it is made of
 * @param bundles its bundles, in the order they are installed
 * @param configurations its configurations, by PID
 */
public record Generation(int number, Origin origin, List<ManagedBundle> bundles,
        Map<String, Map<String, Object>> configurations) {
    /**
     * Which base and level a generation is.
     *
     * @param patch SHA-256 of the patch.json that made it, or of the base.json that a base update came from; empty for a
     *        device's first
     */
    public record Origin(String product, String base, PatchLevel level, Optional<Digest> patch) {
        /** {@code "5.2.0 (a)"}. */
        public String label() {
            return level.number() == 0 ? base : base + " " + level;
        }
    }

    /**
     * One bundle of a generation.
     *
     * @param bundle what runs
     * @param base SHA-256 of the bundle the base release has in this place; what a patch's {@code from} names
     * @param length length of the canonical jar in bytes
     * @param startLevel the start level it runs at; 0 for the framework and what launches it, which are never installed
     * @param started whether it is started; a mitigation may keep a bundle installed but stopped
     */
    public record ManagedBundle(BundleRef bundle, Digest base, long length, int startLevel, boolean started) {
        /** Whether it is what the generation is launched by: the framework, the anchor, the launcher. */
        public boolean isSystem() {
            return startLevel == 0;
        }

        /** The name of its file in the generation's folder. */
        public String fileName() {
            return bundle.symbolicName() + "_" + bundle.version() + ".jar";
        }
    }

    /** @throws IllegalArgumentException if the number is below 1 or two bundles would share one file */
    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("generations are numbered from 1");
        }
        bundles = List.copyOf(bundles);
        if (bundles.stream().map(ManagedBundle::fileName).distinct().count() < bundles.size()) {
            throw new IllegalArgumentException("a bundle is there twice in one version");
        }
        configurations = Map.copyOf(configurations);
    }
}
