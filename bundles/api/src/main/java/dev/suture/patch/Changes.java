// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a patch changes against its base release; all of it, since levels are cumulative.
 *
 * @param replaces bundles that run in another version
 * @param stops bundles that stay installed but are not started (a mitigation)
 * @param removes bundles that are gone
 * @param configurations configuration changes
 */
public record Changes(List<Replacement> replaces, List<BundleRef> stops, List<BundleRef> removes,
        List<ConfigurationChange> configurations) {
    /** @throws IllegalArgumentException if one bundle of the base is named twice */
    public Changes {
        replaces = List.copyOf(replaces);
        stops = List.copyOf(stops);
        removes = List.copyOf(removes);
        configurations = List.copyOf(configurations);
        Set<Digest> touched = new HashSet<>();
        if (!(replaces.stream().allMatch(replacement -> touched.add(replacement.from().digest()))
                && Stream.concat(stops.stream(), removes.stream()).allMatch(bundle -> touched.add(bundle.digest())))) {
            throw new IllegalArgumentException("a bundle of the base is replaced, stopped or removed, and only once");
        }
    }

    /** Whether nothing changes at all. */
    public boolean isEmpty() {
        return replaces.isEmpty() && stops.isEmpty() && removes.isEmpty() && configurations.isEmpty();
    }
}
