// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Keeps the wiring of two generations apart. While a script is in execution its bundles belong to one of two sides; all
 * other bundles belong to none. A member of a side may wire to its own side or to bundles of none; a bundle of none only
 * to the side that serves for certain, the old one. Without this a resolver prefers what is already resolved, so a new copy
 * would wire to the old library (and, going back, the old one to the new).
 *
 * <p>
 * Bundles are known by location, because membership has to stand before the bundle exists.
 */
final class Pinning implements ResolverHookFactory, ResolverHook {
    /** The sides of the script in execution. */
    enum Side {
        OLD, NEW
    }

    private volatile Map<String, Side> sides = Map.of();

    /** Puts the bundles of a script on their sides. */
    void divide(Set<String> oldLocations, Set<String> newLocations) {
        sides = Stream.concat(oldLocations.stream().map(location -> Map.entry(location, Side.OLD)),
                newLocations.stream().map(location -> Map.entry(location, Side.NEW)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The script is over: one side is left, and its bundles belong to none. */
    void unite() {
        sides = Map.of();
    }

    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        Map<String, Side> now = sides;
        if (!now.isEmpty()) {
            Side allowed = now.getOrDefault(location(requirement.getRevision()), Side.OLD);
            candidates.removeIf(candidate -> !admits(allowed, now.get(location(candidate.getRevision()))));
        }
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> collisions) {
        Map<String, Side> now = sides;
        Side side = now.get(location(singleton.getRevision()));
        for (Iterator<BundleCapability> others = collisions.iterator(); others.hasNext();) {
            if (side != now.get(location(others.next().getRevision()))) {
                others.remove();
            }
        }
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // Every bundle may resolve; only to what is restricted.
    }

    @Override
    public void end() {
        // Stateless between resolve operations.
    }

    private static boolean admits(Side allowed, Side candidate) {
        return candidate == null || candidate == allowed;
    }

    private static String location(BundleRevision revision) {
        return revision.getBundle().getLocation();
    }
}
