// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.List;
import java.util.Map;

/**
 * The content of one signed {@code base.json}: what a device of this base release runs before any patch.
 *
 * @param product the product's name
 * @param base the base release, e.g. {@code 5.2.0}
 * @param bundles its bundles, in the order they are installed
 * @param configurations its configurations, by PID
 * @param artifacts the ways to obtain its bundles; empty if devices get it by other means only
 */
public record BaseRelease(String product, String base, List<BaseBundle> bundles,
        Map<String, Map<String, Object>> configurations, List<Artifact> artifacts) {
    /**
     * One bundle of a base release.
     *
     * @param bundle which
     * @param length length of its canonical jar in bytes
     * @param startLevel the start level it runs at; 0 for the framework and what launches it, which are never installed
     */
    public record BaseBundle(BundleRef bundle, long length, int startLevel) {
        /** @throws IllegalArgumentException if the length or the start level is negative */
        public BaseBundle {
            if (length < 0 || startLevel < 0) {
                throw new IllegalArgumentException("a bundle has a length and a start level, none of them negative");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if a name is malformed, a bundle is there twice in one version, or some of the bundles
     *         can be obtained and others cannot
     */
    public BaseRelease {
        Names.name("product", product);
        Names.name("base", base);
        bundles = List.copyOf(bundles);
        if (bundles.stream().map(bundle -> bundle.bundle().toString()).distinct().count() < bundles.size()) {
            throw new IllegalArgumentException("a bundle is there twice in one version");
        }
        configurations = Map.copyOf(configurations);
        artifacts = List.copyOf(artifacts);
        for (BaseBundle bundle : artifacts.isEmpty() ? List.<BaseBundle>of() : bundles) {
            if (artifacts.stream().noneMatch(artifact -> artifact.brings(bundle.bundle().digest()))) {
                throw new IllegalArgumentException("no whole artifact for " + bundle.bundle());
            }
        }
    }

    /** One that devices get by other means only. */
    public BaseRelease(String product, String base, List<BaseBundle> bundles,
            Map<String, Map<String, Object>> configurations) {
        this(product, base, bundles, configurations, List.of());
    }
}
