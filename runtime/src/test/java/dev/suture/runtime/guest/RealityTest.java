// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import static dev.suture.runtime.guest.Samples.generation;
import static dev.suture.runtime.guest.Samples.inventory;
import static dev.suture.runtime.guest.Samples.item;
import static dev.suture.runtime.guest.Samples.managed;
import static dev.suture.runtime.guest.Samples.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;

import dev.suture.patch.BundleRef;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

import org.junit.jupiter.api.Test;

/** One bundle of the host is at the base release or patched, the other never changed; a third was brought. */
class RealityTest {
    private static final BundleRef TEXT = ref("text", "1.9.0");
    private static final BundleRef FIXED = ref("text", "1.10.0");
    private static final BundleRef SHOP = ref("shop", "5.2.0");
    private static final BundleRef AGENT = ref("agent", "0.1.0");

    private final ManagedBundle shop = managed(SHOP, SHOP);
    private final ManagedBundle agent = managed(AGENT, AGENT);
    private final Generation adopted = generation(0, managed(TEXT, TEXT), shop, agent);
    private final Generation patched = generation(1, managed(FIXED, TEXT), shop, agent);

    @Test
    void whatTheHostHasIsWhereTheHostHasPutIt() {
        Reality reality = look(adopted, Set.of(), item(1, "text", "1.9.0"), item(2, "shop", "5.2.0"));
        assertEquals(adopted.bundles(), reality.bundles());
        assertEquals(Set.of("file:/host/text.jar", "file:/host/shop.jar"), reality.locations());
        assertEquals(List.of(), reality.drift());
    }

    @Test
    void aCopyTakesTheHostsPlace() {
        Reality reality = look(patched, Set.of(FIXED), item(2, "shop", "5.2.0"));
        assertEquals(patched.bundles(), reality.bundles());
        assertEquals(Set.of("file:/host/shop.jar"), reality.locations());
        assertEquals(List.of(), reality.drift());
    }

    @Test
    void aRestoredBundleTakesTheDeviceBackToItsBase() {
        Reality reality = look(patched, Set.of(), item(1, "text", "1.9.0"), item(2, "shop", "5.2.0"));
        assertEquals(List.of("the host runs text 1.9.0 (bundle 1) instead of text 1.10.0"), reality.drift());
        Generation real = reality.numbered(7, patched);
        assertEquals(adopted.bundles(), real.bundles());
        assertEquals("5.2.0", real.origin().label());
        assertEquals(7, real.number());
    }

    @Test
    void aRestoredBundleBesideTheCopyIsOnlyTold() {
        Reality reality = look(patched, Set.of(FIXED), item(9, "text", "1.9.0"), item(2, "shop", "5.2.0"));
        assertEquals(List.of("the host has text 1.9.0 (bundle 9) again, beside text 1.10.0"), reality.drift());
        assertEquals(patched.bundles(), reality.bundles());
    }

    @Test
    void whatTheHostHasUpdatedIsItsOwnAgain() {
        Reality reality = look(patched, Set.of(FIXED), item(2, "shop", "5.3.0"));
        assertEquals(List.of("the host runs shop 5.3.0 (bundle 2) of its own instead of shop 5.2.0"), reality.drift());
        assertEquals(List.of(managed(FIXED, TEXT), agent), reality.bundles());
        assertEquals("5.2.0 (a)", reality.numbered(7, patched).origin().label());
    }

    @Test
    void whatTheHostHasRemovedIsGone() {
        Reality reality = look(adopted, Set.of(), item(1, "text", "1.9.0"));
        assertEquals(List.of("the host has no shop 5.2.0 any more"), reality.drift());
        assertEquals(List.of(managed(TEXT, TEXT), agent), reality.bundles());
    }

    private static Reality look(Generation generation, Set<BundleRef> copies, Inventory.Item... host) {
        return Reality.of(generation,
                new Reality.Surroundings(inventory(host), copies::contains, Set.of(AGENT.symbolicName())));
    }
}
