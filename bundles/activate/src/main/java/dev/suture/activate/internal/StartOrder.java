// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The order in which the bundles of S start: by start level, within it providers before those wired to them. */
final class StartOrder {
    private static final Comparator<Bundle> BY_LEVEL = Comparator
            .comparingInt((Bundle bundle) -> bundle.adapt(BundleStartLevel.class).getStartLevel())
            .thenComparingLong(Bundle::getBundleId);

    private StartOrder() {
    }

    static List<Bundle> of(Collection<Bundle> set) {
        Set<Bundle> sorted = new TreeSet<>(BY_LEVEL);
        sorted.addAll(set);
        Set<Bundle> ordered = new LinkedHashSet<>();
        Set<Bundle> visiting = new LinkedHashSet<>();
        sorted.forEach(bundle -> visit(bundle, sorted, visiting, ordered));
        return new ArrayList<>(ordered);
    }

    /** Cycles exist between real bundles; whoever comes first by level then goes first. */
    private static void visit(Bundle bundle, Set<Bundle> set, Set<Bundle> visiting, Set<Bundle> ordered) {
        if (!set.contains(bundle) || !visiting.add(bundle)) {
            return;
        }
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null) {
            for (BundleWire wire : wiring.getRequiredWires(null)) {
                if (level(wire.getProvider().getBundle()) <= level(bundle)) {
                    visit(wire.getProvider().getBundle(), set, visiting, ordered);
                }
            }
        }
        ordered.add(bundle);
    }

    private static int level(Bundle bundle) {
        return bundle.getBundleId() == 0 ? 0 : bundle.adapt(BundleStartLevel.class).getStartLevel();
    }
}
