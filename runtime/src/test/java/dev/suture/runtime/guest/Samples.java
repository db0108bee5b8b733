// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.runtime.guest.Inventory.Content;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.runtime.guest.Inventory.Place;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;

/** Bundles named by a word and a version; the digest follows from both. */
final class Samples {
    static final String PRODUCT = "gateway";

    private Samples() {
    }

    static BundleRef ref(String name, String version) {
        return new BundleRef(name, version,
                new Digest(String.format("%064x", (name + version).hashCode() & 0xFFFFFFFFL)));
    }

    static BaseBundle based(String name, String version) {
        return new BaseBundle(ref(name, version), 100, 5);
    }

    static BaseRelease base(String base, BaseBundle... bundles) {
        return new BaseRelease(PRODUCT, base, List.of(bundles), Map.of());
    }

    /** A host's bundle; its id is its place in the inventory. */
    static Item item(long id, String name, String version) {
        return new Item(new Place(id, "file:/host/" + name + ".jar", 7), name, version, 3, true,
                new Content.Known(ref(name, version).digest(), 100));
    }

    static Inventory inventory(Item... items) {
        return new Inventory("org.apache.felix.framework 7.0.5", List.of(items));
    }

    static Prepared prepared(Optional<String> wanted, BaseRelease... bases) {
        return new Prepared(PRODUCT, "line-1", wanted, List.of(bases),
                base("updater", based("scr", "2.0.0"), based("dev.suture.agent", "0.1.0")));
    }

    static ManagedBundle managed(BundleRef bundle, BundleRef base) {
        return new ManagedBundle(bundle, base.digest(), 100, 3, true);
    }

    static Generation generation(int level, ManagedBundle... bundles) {
        Optional<Digest> patch = level == 0 ? Optional.empty() : Optional.of(new Digest("a".repeat(64)));
        return new Generation(level + 1, new Origin(PRODUCT, "5.2.0", new PatchLevel(level), patch), List.of(bundles),
                Map.of());
    }
}
