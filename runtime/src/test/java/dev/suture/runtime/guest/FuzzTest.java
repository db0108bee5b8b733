// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import dev.suture.fuzz.FuzzTargets;
import dev.suture.patch.Digest;
import dev.suture.runtime.guest.Inventory.Content;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.runtime.guest.Inventory.Place;
import dev.suture.tuf.json.MalformedException;

class FuzzTest extends FuzzTargets {
    FuzzTest() {
        Place place = new Place(1, "file:/a.jar", 7);
        target("inventory", FuzzTest::inventory, MalformedException.class)
                .sample(new Inventory("felix 7", List.of(
                        new Item(place, "a", "1.0.0", 1, true, new Content.Known(new Digest("a".repeat(64)), 9)),
                        new Item(place, "", "0.0.0", 2, false, new Content.Unknown("no file")))).write());
    }

    private static void inventory(byte[] input) throws MalformedException {
        Inventory read = Inventory.read(input);
        assertEquals(read, Inventory.read(read.write()));
    }
}
