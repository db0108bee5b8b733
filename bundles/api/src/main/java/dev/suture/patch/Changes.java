// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a patch changes against its base release; all of it, since levels are cumulative. Bundles are named as the base
 * release has them, whatever an earlier level made of them.
 *
 * @param replaces bundles that run in another version
 * @param stops bundles that stay installed but are not started (a mitigation); one of them may be replaced as well, and
 *        then it is the new version that is installed and not started
 * @param removes bundles that are gone
 * @param configurations configuration changes
 */
public record Changes(List<Replacement> replaces, List<BundleRef> stops, List<BundleRef> removes,
        List<ConfigurationChange> configurations) {
    /** @throws IllegalArgumentException if a list names a bundle twice, or a removed bundle is replaced or stopped */
    public Changes {
        replaces = List.copyOf(replaces);
        stops = List.copyOf(stops);
        removes = List.copyOf(removes);
        configurations = List.copyOf(configurations);
        Stream<BundleRef> replaced = replaces.stream().map(Replacement::from);
        if (repeats(Stream.concat(replaced, removes.stream()))
                || repeats(Stream.concat(stops.stream(), removes.stream()))) {
            throw new IllegalArgumentException("a bundle is named twice, or is removed and something else besides");
        }
    }

    private static boolean repeats(Stream<BundleRef> bundles) {
        Set<Digest> seen = new HashSet<>();
        return bundles.anyMatch(bundle -> !seen.add(bundle.digest()));
    }

    /** Whether nothing changes at all. */
    public boolean isEmpty() {
        return replaces.isEmpty() && stops.isEmpty() && removes.isEmpty() && configurations.isEmpty();
    }
}
