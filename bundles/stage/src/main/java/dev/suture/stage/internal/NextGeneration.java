// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.patch.ConfigurationChange;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.Replacement;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.Offer;

/**
 * What an offer makes of the ground: a generation that has no number yet. Pure.
 *
 * @param origin what it is made of
 * @param bundles its bundles, in the order of the ground
 * @param configurations its configurations, by PID
 */
record NextGeneration(Origin origin, List<ManagedBundle> bundles, Map<String, Map<String, Object>> configurations) {
    /**
     * Applies the patch of {@code offer}. What it stops or removes may be missing; what it replaces may not.
     *
     * @throws StageException if it does not fit
     */
    static NextGeneration of(Offer offer, Generation running, Ground ground) throws StageException {
        Patch patch = offer.patch();
        Origin now = running.origin();
        if (!patch.id().product().equals(now.product()) || !patch.id().base().equals(now.base())) {
            throw misfit("patch " + patch.id() + " is for another product or base release than " + now.product() + " "
                    + now.base());
        }
        List<ManagedBundle> bundles = bundles(patch, ground);
        requireReplaced(patch, ground);
        NextGeneration next = new NextGeneration(
                new Origin(now.product(), now.base(), patch.id().level(), Optional.of(offer.digest())), bundles,
                configurations(patch, ground));
        next.requireDistinctFiles();
        return next;
    }

    Generation numbered(int number) {
        return new Generation(number, origin, bundles, configurations);
    }

    /** The end of a targeted PID that reaches only this version of a bundle. */
    static String target(BundleRef bundle) {
        return "|" + bundle.symbolicName() + "|" + bundle.version();
    }

    private static List<ManagedBundle> bundles(Patch patch, Ground ground) throws StageException {
        Set<Digest> removed = digests(patch.changes().removes());
        Set<Digest> stopped = digests(patch.changes().stops());
        List<ManagedBundle> bundles = new ArrayList<>();
        for (ManagedBundle bundle : ground.bundles()) {
            if (!removed.contains(bundle.base())) {
                ManagedBundle next = replaced(patch, bundle);
                bundles.add(new ManagedBundle(next.bundle(), next.base(), next.length(), next.startLevel(),
                        next.started() && !stopped.contains(next.base())));
            }
        }
        return bundles;
    }

    private static ManagedBundle replaced(Patch patch, ManagedBundle bundle) throws StageException {
        Optional<Replacement> replacement = patch.changes().replaces().stream()
                .filter(each -> each.from().digest().equals(bundle.base())).findFirst();
        if (replacement.isPresent()) {
            BundleRef to = replacement.get().to();
            if (!to.symbolicName().equals(bundle.bundle().symbolicName())) {
                throw misfit("the patch takes " + bundle.bundle() + " for " + to.symbolicName());
            }
            Artifact whole = patch.findWhole(to.digest())
                    .orElseThrow(() -> new IllegalStateException("a patch has a whole artifact for what it brings"));
            return new ManagedBundle(to, bundle.base(), whole.length(), bundle.startLevel(), bundle.started());
        }
        if (!bundle.bundle().digest().equals(bundle.base())) {
            throw misfit(bundle.bundle() + " has to go back to the base release, whose version of it this device no "
                    + "longer knows; set the gateway up anew or ask for a patch that replaces it");
        }
        return bundle;
    }

    private static void requireReplaced(Patch patch, Ground ground) throws StageException {
        Set<Digest> present = ground.bundles().stream().map(ManagedBundle::base).collect(Collectors.toSet());
        for (Replacement replacement : patch.changes().replaces()) {
            if (!present.contains(replacement.from().digest())) {
                throw misfit("the patch replaces " + replacement.from() + ", and exactly that bundle is not on this "
                        + "device; ask the publisher for a patch of what it runs");
            }
        }
    }

    /** A targeted configuration hides the general one wholly, so it starts as a copy of it. */
    private static Map<String, Map<String, Object>> configurations(Patch patch, Ground ground) throws StageException {
        Map<String, Map<String, Object>> configurations = new HashMap<>(ground.configurations());
        for (ConfigurationChange change : patch.changes().configurations()) {
            BundleRef bundle = patch.changes().replaces().stream().map(Replacement::to)
                    .filter(to -> to.symbolicName().equals(change.symbolicName())).findFirst()
                    .orElseThrow(() -> misfit("the patch configures " + change.symbolicName()
                            + ", which it does not replace; ask the publisher for another"));
            Map<String, Object> properties = new HashMap<>(
                    ground.configurations().getOrDefault(change.pid(), Map.of()));
            properties.putAll(change.properties());
            configurations.put(change.pid() + target(bundle), Map.copyOf(properties));
        }
        return configurations;
    }

    private void requireDistinctFiles() throws StageException {
        Set<String> files = bundles.stream().map(ManagedBundle::fileName).collect(Collectors.toSet());
        if (files.size() < bundles.size()) {
            throw misfit("with the patch one bundle would be there twice in one version");
        }
    }

    private static Set<Digest> digests(List<BundleRef> bundles) {
        return bundles.stream().map(BundleRef::digest).collect(Collectors.toSet());
    }

    private static StageException misfit(String detail) {
        return new StageException(Reason.DOES_NOT_FIT, detail);
    }
}
