// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * What a patch is applied to. Levels are cumulative and name everything as the base release has it, so this is the base
 * release as this device got it, whatever levels came between, and what was added to it since.
 *
 * @param bundles the bundles
 * @param configurations the configurations, by PID
 */
record Ground(List<ManagedBundle> bundles, Map<String, Map<String, Object>> configurations) {
    /**
     * The ground under {@code running}.
     *
     * @param base the device's generation of the same base release at level 0. Without it, what runs is taken as it is: a
     *        patch can still replace again what an earlier one replaced, but nothing can go back to the base
     */
    static Ground of(Generation running, Optional<Generation> base) {
        return base.isPresent()
                ? new Ground(together(base.get(), running), base.get().configurations())
                : new Ground(running.bundles(), withoutTargeted(running));
    }

    private static List<ManagedBundle> together(Generation base, Generation running) {
        Set<Digest> known = base.bundles().stream().map(ManagedBundle::base).collect(Collectors.toSet());
        List<ManagedBundle> bundles = new ArrayList<>(base.bundles());
        running.bundles().stream().filter(bundle -> !known.contains(bundle.base())).forEach(bundles::add);
        return bundles;
    }

    /** Configurations of a version the base release does not have can only come from an earlier level. */
    private static Map<String, Map<String, Object>> withoutTargeted(Generation running) {
        Map<String, Map<String, Object>> configurations = new HashMap<>(running.configurations());
        for (ManagedBundle bundle : running.bundles()) {
            if (!bundle.bundle().digest().equals(bundle.base())) {
                configurations.keySet().removeIf(pid -> pid.endsWith(NextGeneration.target(bundle.bundle())));
            }
        }
        return configurations;
    }
}
