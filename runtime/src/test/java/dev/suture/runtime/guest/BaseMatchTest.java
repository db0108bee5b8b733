// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import static dev.suture.runtime.guest.Samples.base;
import static dev.suture.runtime.guest.Samples.based;
import static dev.suture.runtime.guest.Samples.inventory;
import static dev.suture.runtime.guest.Samples.item;
import static dev.suture.runtime.guest.Samples.prepared;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;

import org.junit.jupiter.api.Test;

class BaseMatchTest {
    private final Inventory host = inventory(item(1, "scr", "1.9.0"), item(2, "text", "1.9.0"),
            item(3, "shop", "5.2.0"), item(4, "own", "1.0.0"));
    private final BaseRelease older = base("5.1.0", based("text", "1.9.0"), based("shop", "5.1.0"));
    private final BaseRelease running = base("5.2.0", based("scr", "2.0.0"), based("text", "1.9.0"),
            based("shop", "5.2.0"), based("dev.suture.agent", "0.1.0"));

    @Test
    void theBaseThatIsThereWholeIsChosen() throws Exception {
        BaseMatch match = choose(Optional.empty(), older, running);
        assertEquals("5.2.0", match.base().base());
        assertEquals(List.of("text", "shop"), match.present().stream().map(Inventory.Item::symbolicName).toList());
    }

    @Test
    void ofSeveralTheLargest() throws Exception {
        assertEquals("5.2.0", choose(Optional.empty(), base("1.0.0", based("text", "1.9.0")), running).base().base());
    }

    @Test
    void equallyLargeOnesAreNotGuessedAmong() {
        refused("several base releases are what this host runs, 5.2.0 and 5.2.1 among them; name one", Optional.empty(),
                running, base("5.2.1", based("text", "1.9.0"), based("shop", "5.2.0")));
    }

    @Test
    void theNearestIsNamedWhenNoneIsThereWhole() {
        refused("the nearest is 5.1.0 (1 of its bundles are here, 1 are not: shop 5.1.0)", Optional.empty(), older);
    }

    @Test
    void withoutAnyBaseThereIsNothingToAdopt() {
        refused("no base release of gateway is known yet", Optional.empty());
    }

    @Test
    void theNamedOneIsAdoptedAsFarAsItIsThere() throws Exception {
        BaseMatch match = choose(Optional.of("5.1.0"), older, running);
        assertEquals("5.1.0 (1 of its bundles are here, 1 are not: shop 5.1.0)", match.describe());
    }

    @Test
    void theNamedOneHasToHaveSomethingHere() {
        refused("the host has no bundle of the base release 9.0.0", Optional.of("9.0.0"),
                base("9.0.0", based("shop", "9.0.0")));
        refused("8.0.0 is not among those prepared", Optional.of("8.0.0"), running);
    }

    @Test
    void whatLaunchesAGatewayOfOurOwnIsNotAskedForInAHost() throws Exception {
        BaseRelease ours = base("5.2.0", new BaseBundle(Samples.ref("framework", "7.0.5"), 1, 0),
                based("text", "1.9.0"));
        assertEquals(List.of(), choose(Optional.empty(), ours).absent());
    }

    private BaseMatch choose(Optional<String> wanted, BaseRelease... bases) throws BaseMatch.NoneException {
        return BaseMatch.choose(prepared(wanted, bases), host);
    }

    private void refused(String reason, Optional<String> wanted, BaseRelease... bases) {
        BaseMatch.NoneException refusal = assertThrows(BaseMatch.NoneException.class, () -> choose(wanted, bases));
        assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    }
}
