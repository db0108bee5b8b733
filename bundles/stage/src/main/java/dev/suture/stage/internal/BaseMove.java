// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.verify.BaseUpdate;

/**
 * What another base release makes of the ground. What this device has beyond its old base release is its own and stays:
 * bundles of other names, and properties of its own. All else is the new base release's. Pure.
 */
final class BaseMove {
    private final BaseRelease from;
    private final BaseRelease to;
    private final Ground ground;

    private BaseMove(BaseUpdate update, Ground ground) {
        this.from = update.from();
        this.to = update.to();
        this.ground = ground;
    }

    /** @throws StageException if this device has another base release */
    static NextGeneration of(BaseUpdate update, Digest digest, Generation running, Ground ground)
            throws StageException {
        Origin now = running.origin();
        if (!update.from().product().equals(now.product()) || !update.from().base().equals(now.base())) {
            throw new StageException(Reason.DOES_NOT_FIT, "the way to base release " + update.to().base()
                    + " starts at " + update.from().product() + " " + update.from().base() + ", not at " + now.product()
                    + " " + now.base());
        }
        BaseMove move = new BaseMove(update, ground);
        Origin origin = new Origin(now.product(), update.to().base(), PatchLevel.BASE, Optional.of(digest));
        return new NextGeneration(origin, move.bundles(), move.configurations());
    }

    private List<ManagedBundle> bundles() {
        Set<String> names = to.bundles().stream().map(bundle -> bundle.bundle().symbolicName())
                .collect(Collectors.toSet());
        Set<Digest> known = from.bundles().stream().map(bundle -> bundle.bundle().digest())
                .collect(Collectors.toSet());
        Stream<ManagedBundle> own = ground.bundles().stream().filter(bundle -> !known.contains(bundle.base()))
                .filter(bundle -> !names.contains(bundle.bundle().symbolicName()));
        return Stream.concat(to.bundles().stream().map(BaseMove::managed), own).toList();
    }

    private static ManagedBundle managed(BaseBundle bundle) {
        return new ManagedBundle(bundle.bundle(), bundle.bundle().digest(), bundle.length(), bundle.startLevel(), true);
    }

    private Map<String, Map<String, Object>> configurations() {
        Map<String, Map<String, Object>> configurations = new HashMap<>(to.configurations());
        ground.configurations().forEach((pid, values) -> {
            Map<String, Object> own = own(values, from.configurations().getOrDefault(pid, Map.of()));
            if (!own.isEmpty() || !from.configurations().containsKey(pid)) {
                // A component that the new base release does not configure keeps all it had beside what is its own.
                Map<String, Object> merged = new HashMap<>(to.configurations().getOrDefault(pid, values));
                merged.putAll(own);
                configurations.put(pid, merged);
            }
        });
        return configurations;
    }

    private static Map<String, Object> own(Map<String, Object> values, Map<String, Object> before) {
        Map<String, Object> own = new HashMap<>(values);
        own.entrySet().removeIf(entry -> Objects.equals(before.get(entry.getKey()), entry.getValue()));
        return own;
    }
}
