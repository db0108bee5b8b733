// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;

import dev.suture.runtime.guest.Inventory.Content;
import dev.suture.runtime.guest.Inventory.Item;
import dev.suture.runtime.guest.Inventory.Place;
import dev.suture.tuf.json.MalformedException;

import org.junit.jupiter.api.Test;

class InventoryTest {
    private final Inventory inventory = Samples.inventory(Samples.item(1, "text", "1.9.0"),
            new Item(new Place(2, "mvn:acme/old/1", -5), "", "0.0.0", 1, false,
                    new Content.Unknown("it has no symbolic name")));

    @Test
    void comesBackAsItWas() throws Exception {
        assertEquals(inventory, Inventory.read(inventory.write()));
    }

    @Test
    void aChangedOneIsRefused() {
        String text = new String(inventory.write(), StandardCharsets.UTF_8);
        refused(text.replace("\"format\": 1", "\"format\": 2"));
        refused(text.replace("\"started\": true", "\"started\": true, \"more\": 1"));
        refused(text.replaceFirst("\"digest\": \"[0-9a-f]{64}\"", "\"digest\": \"beef\""));
        refused(text.replace("\"startLevel\": 1,", "\"startLevel\": 0,"));
    }

    private static void refused(String text) {
        assertThrows(MalformedException.class, () -> Inventory.read(text.getBytes(StandardCharsets.UTF_8)));
    }
}
