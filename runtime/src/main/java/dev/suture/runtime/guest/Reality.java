// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;

/**
 * What really runs of a generation, since a host may have changed it while nobody looked. Pure.
 *
 * @param bundles the bundles of the generation as they are
 * @param locations of those that stand where the host installed them
 * @param drift what is not as the generation says, one line each
 * @param back whether a bundle is back at the base release
 */
record Reality(List<ManagedBundle> bundles, Set<String> locations, List<String> drift, boolean back) {
    /**
     * What is around.
     *
     * @param inventory what the host has installed
     * @param hasCopy whether a bundle runs from a generation's folder
     * @param brought symbolic names of the bundles that the guest brings in itself
     */
    record Surroundings(Inventory inventory, Predicate<BundleRef> hasCopy, Set<String> brought) {
        private Optional<Item> find(String symbolicName) {
            return inventory.bundles().stream().filter(item -> item.symbolicName().equals(symbolicName)).findFirst();
        }
    }

    static Reality of(Generation generation, Surroundings around) {
        List<ManagedBundle> bundles = new ArrayList<>();
        Set<String> locations = new HashSet<>();
        List<String> drift = new ArrayList<>();
        boolean back = false;
        for (ManagedBundle wanted : generation.bundles()) {
            boolean brought = around.brought().contains(wanted.bundle().symbolicName());
            Optional<Item> base = brought ? Optional.empty() : around.inventory().find(wanted.base());
            if (brought || around.hasCopy().test(wanted.bundle())) {
                bundles.add(wanted);
                base.ifPresent(item -> drift.add("the host has " + name(item) + " again, beside " + wanted.bundle()));
            } else if (base.isPresent()) {
                ManagedBundle real = real(wanted, base.get());
                bundles.add(real);
                locations.add(base.get().place().location());
                if (!real.bundle().equals(wanted.bundle())) {
                    back = true;
                    drift.add("the host runs " + name(base.get()) + " instead of " + wanted.bundle());
                }
            } else {
                drift.add(around.find(wanted.bundle().symbolicName())
                        .map(item -> "the host runs " + name(item) + " of its own instead of " + wanted.bundle())
                        .orElseGet(() -> "the host has no " + wanted.bundle() + " any more"));
            }
        }
        return new Reality(List.copyOf(bundles), Set.copyOf(locations), List.copyOf(drift), back);
    }

    /** The same as a generation of its own; at the level of its base if something fell back to it. */
    Generation numbered(int number, Generation before) {
        Origin origin = before.origin();
        return new Generation(number,
                back ? new Origin(origin.product(), origin.base(), PatchLevel.BASE, Optional.empty()) : origin, bundles,
                before.configurations());
    }

    private static ManagedBundle real(ManagedBundle wanted, Item item) {
        BaseBundle found = item.find().orElseThrow();
        return found.bundle().equals(wanted.bundle())
                ? wanted
                : new ManagedBundle(found.bundle(), wanted.base(), found.length(), found.startLevel(), item.started());
    }

    private static String name(Item item) {
        return item.symbolicName() + " " + item.version() + " (bundle " + item.place().id() + ")";
    }
}
