// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.suture.patch.PatchLevel;
import dev.suture.patch.Terms;
import dev.suture.publish.internal.Disk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed at any moment, a device sees the state before or the one after; done again, the one after. */
class CutShortTest {
    private static final Set<String> BASE = Set.of("gateway/5.2.0/base.json");
    private static final Set<String> LEVEL_A = Set.of("gateway/5.2.0/base.json", "gateway/5.2.0/1/patch.json");

    @TempDir
    Path temp;

    /** Something that is published through a disk. */
    interface Work {
        void through(Disk disk) throws Exception;
    }

    @Test
    void firstBase() throws Exception {
        int moments = 0;
        boolean killed = true;
        while (killed) {
            Shop shop = new Shop(Files.createDirectory(temp.resolve("run-" + moments)));
            shop.init();
            killed = survives(shop, moments++, shop::base, Set.of(), BASE);
        }
        assertEquals(8 + 1, moments, "base.json, targets, snapshot and timestamp, two moments each");
    }

    @Test
    void patch() throws Exception {
        int moments = 0;
        boolean killed = true;
        while (killed) {
            Shop shop = Shop.open(Files.createDirectory(temp.resolve("run-" + moments)));
            killed = survives(shop, moments++, patchOf(shop), BASE, LEVEL_A);
            assertEquals(new PatchLevel(1), Publisher.status(shop.folder).bases().get(0).levels().get(0).id().level());
        }
        assertEquals(10 + 1, moments, "content, patch.json, patches, snapshot and timestamp, two moments each");
    }

    @Test
    void patchWithANewRoot() throws Exception {
        int moments = 0;
        boolean killed = true;
        while (killed) {
            Shop shop = Shop.open(Files.createDirectory(temp.resolve("run-" + moments)));
            shop.clock.pass(Duration.ofDays(182));
            shop.announce();
            shop.clock.pass(Duration.ofHours(13)); // now half of the root's life is over, and the timestamp still lives
            killed = survives(shop, moments++, patchOf(shop), BASE, LEVEL_A);
        }
        assertEquals(14 + 1, moments, "as above, the root and the targets, which are as old");
    }

    private static Work patchOf(Shop shop) {
        return disk -> shop.patch(disk, new PatchRequest("5.2.0", List.of(shop.jars.bundle("text", "1.10.0")),
                List.of(), List.of(), Shop.ADVISORY, Terms.DEFAULT));
    }

    /** @return whether the work was cut short; false if it has no moment of this number */
    private static boolean survives(Shop shop, int moment, Work work, Set<String> before, Set<String> after)
            throws Exception {
        boolean killed = false;
        try {
            work.through(new DyingDisk(shop.disk(), moment));
        } catch (DyingDisk.Killed e) {
            killed = true;
            Set<String> listed = shop.device().refresh().paths();
            assertTrue(listed.equals(before) || listed.equals(after), listed::toString);
            if (listed.equals(before)) {
                work.through(shop.disk());
            }
        }
        assertEquals(after, shop.device().refresh().paths());
        return killed;
    }

    @Test
    void init() throws Exception {
        int moments = 0;
        boolean killed = true;
        while (killed) {
            Path folder = temp.resolve("run-" + moments);
            Shop shop = new Shop(folder);
            int left = moments++;
            Disk disk = new DyingDisk(shop.disk(), left);
            killed = false;
            try {
                Publisher.init(shop.folder, "gateway", shop.clock, new SecureRandom(), disk);
            } catch (DyingDisk.Killed e) {
                killed = true;
            }
            if (Files.exists(shop.folder.resolve("workspace.json"))) {
                assertEquals(Set.of(), shop.device().refresh().paths());
            } else {
                assertThrows(PublishException.class, () -> Publisher.open(shop.folder, shop.clock));
            }
        }
        assertEquals(48 + 1, moments, "seventeen keys, six metadata files and workspace.json, two moments each");
    }
}
