// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.ConfigurationChange;
import dev.suture.patch.Patch;
import dev.suture.patch.Replacement;
import dev.suture.publish.PublishException;

/**
 * The changes of the next level in the making: those of the level before, and what the request puts over them. A new version
 * of a bundle lifts an earlier stop or removal of it; a removal drops an earlier new version. For one thread.
 */
final class PatchDraft {
    private final BaseRelease base;
    private final Optional<Patch> before;
    private final Map<BundleRef, BundleRef> replaces = new HashMap<>();
    private final Set<BundleRef> stops = new HashSet<>();
    private final Set<BundleRef> removes = new HashSet<>();
    private final Set<BundleRef> touched = new HashSet<>();

    PatchDraft(BaseRelease base, Optional<Patch> before) {
        this.base = base;
        this.before = before;
        before.map(Patch::changes).ifPresent(changes -> {
            changes.replaces().forEach(replacement -> replaces.put(replacement.from(), replacement.to()));
            stops.addAll(changes.stops());
            removes.addAll(changes.removes());
        });
    }

    /** Replaces the bundle of this name. @throws PublishException if that would not be an update */
    void replace(BundleFile file) throws PublishException {
        BundleRef to = file.bundle();
        BundleRef from = find(to.symbolicName());
        requireUntouched(from);
        requireHigher(file, from, "base " + base.base());
        if (replaces.containsKey(from) && !replaces.get(from).equals(to)) {
            requireHigher(file, replaces.get(from), "level " + before.orElseThrow().id().level());
        }
        replaces.put(from, to);
        stops.remove(from);
        removes.remove(from);
    }

    /** Keeps the bundle of this name, in whatever version, from starting. */
    void stop(String symbolicName) throws PublishException {
        BundleRef bundle = find(symbolicName);
        if (removes.contains(bundle)) {
            throw new PublishException(symbolicName + " is removed; it cannot be stopped as well");
        }
        stops.add(bundle);
    }

    /** Takes the bundle of this name away. Called before {@link #stop}. */
    void remove(String symbolicName) throws PublishException {
        BundleRef bundle = find(symbolicName);
        requireUntouched(bundle);
        removes.add(bundle);
        replaces.remove(bundle);
        stops.remove(bundle);
    }

    /** The changes. @throws PublishException if they are those of the level before */
    Changes changes() throws PublishException {
        List<BundleRef> order = base.bundles().stream().map(BaseBundle::bundle).toList();
        List<ConfigurationChange> configurations = before.map(patch -> patch.changes().configurations())
                .orElse(List.of());
        Changes changes = new Changes(
                order.stream().filter(replaces::containsKey)
                        .map(from -> new Replacement(from, replaces.get(from))).toList(),
                order.stream().filter(stops::contains).toList(), order.stream().filter(removes::contains).toList(),
                configurations);
        if (changes.isEmpty() || before.filter(patch -> patch.changes().equals(changes)).isPresent()) {
            throw new PublishException("this patch changes nothing against "
                    + before.map(patch -> "level " + patch.id().level()).orElse("base " + base.base())
                    + "; name a new jar, or a bundle to stop or remove");
        }
        return changes;
    }

    private BundleRef find(String symbolicName) throws PublishException {
        List<BundleRef> found = base.bundles().stream().map(BaseBundle::bundle)
                .filter(bundle -> bundle.symbolicName().equals(symbolicName)).toList();
        if (found.isEmpty()) {
            throw new PublishException("base " + base.base() + " has no bundle " + symbolicName
                    + "; a patch changes bundles of its base only");
        }
        if (found.size() > 1) {
            throw new PublishException("base " + base.base() + " has " + symbolicName + " in " + found.size()
                    + " versions; such a bundle cannot be patched, release a new base");
        }
        return found.get(0);
    }

    private void requireUntouched(BundleRef bundle) throws PublishException {
        if (!touched.add(bundle)) {
            throw new PublishException(bundle.symbolicName() + " is named twice; one patch brings one version of a"
                    + " bundle, or removes it");
        }
    }

    private static void requireHigher(BundleFile file, BundleRef than, String where) throws PublishException {
        BundleRef bundle = file.bundle();
        if (bundle.digest().equals(than.digest())) {
            throw new PublishException(file.jar() + " is " + bundle + " of " + where + "; name a newer version");
        }
        int order = Versions.compare(bundle.version(), than.version());
        if (order == 0) {
            throw new PublishException(file.jar() + " has the version of " + bundle + " of " + where
                    + ", but other content; raise its version");
        }
        if (order < 0) {
            throw new PublishException(file.jar() + " is " + bundle + ", older than the " + than.version() + " of "
                    + where + "; a patch goes forward only");
        }
    }
}
