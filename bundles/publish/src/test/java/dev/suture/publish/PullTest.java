// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.suture.patch.BundleRef;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.publish.internal.Disk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A level that is withdrawn. */
class PullTest {
    private static final PatchLevel B = new PatchLevel(2);

    @TempDir
    Path temp;

    /** With (a): text 1.10.0, and (b): lang 3.13.0 besides. */
    private Shop shop() throws Exception {
        Shop shop = Shop.open(Files.createTempDirectory(temp, "run"));
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        shop.patch(shop.jars.bundle("lang", "3.13.0"));
        return shop;
    }

    private static Patch pull(Shop shop, Disk disk, PatchLevel level) throws Exception {
        try (Publisher publisher = Publisher.open(shop.folder, shop.clock, disk)) {
            return publisher.pull("5.2.0", level);
        }
    }

    private static List<PatchLevel> levels(Shop shop) throws Exception {
        return Publisher.status(shop.folder).bases().get(0).levels().stream().map(patch -> patch.id().level()).toList();
    }

    @Test
    void aPulledLevelIsListedNoMoreAndTheNextIsMadeWithoutIt() throws Exception {
        Shop shop = shop();
        Device device = shop.device().refresh();
        assertEquals(device.patch("5.2.0", 2), pull(shop, shop.disk(), B));
        assertEquals(Set.of("gateway/5.2.0/base.json", "gateway/5.2.0/1/patch.json"), device.refresh().paths());

        Patch next = shop.patch(shop.jars.bundle("mail", "2.0.1"));
        assertEquals(new PatchLevel(3), next.id().level(), "a number is given once");
        assertEquals(List.of("text 1.10.0", "mail 2.0.1"), next.changes().replaces().stream().map(Replacement::to)
                .map(BundleRef::toString).toList());
        assertEquals(next, device.refresh().patch("5.2.0", 3));
        RepositoryStatus.Base base = Publisher.status(shop.folder).bases().get(0);
        assertEquals(List.of(B), base.pulled());
        assertEquals(List.of(new PatchLevel(1), new PatchLevel(3)), levels(shop));
    }

    @Test
    void evenTheNewestAndTheOnlyOneIsNotGivenAgain() throws Exception {
        Shop shop = shop();
        pull(shop, shop.disk(), B);
        pull(shop, shop.disk(), new PatchLevel(1));
        assertEquals(new PatchLevel(3), shop.patch(shop.jars.bundle("text", "1.10.0")).id().level());
        assertEquals(List.of(new PatchLevel(1), B), Publisher.status(shop.folder).bases().get(0).pulled());
    }

    @Test
    void whatIsNotThereIsNotPulled() throws Exception {
        Shop shop = shop();
        refused("there is no 5.2.0 (c); 5.2.0 has (a), (b)", shop, new PatchLevel(3));
        pull(shop, shop.disk(), B);
        refused("5.2.0 (b) was pulled already", shop, B);
        try (Publisher publisher = Publisher.open(shop.folder, shop.clock)) {
            assertTrue(assertThrows(PublishException.class, () -> publisher.pull("9", B)).getMessage()
                    .contains("no base 9"));
        }
    }

    private static void refused(String reason, Shop shop, PatchLevel level) {
        PublishException refusal = assertThrows(PublishException.class, () -> pull(shop, shop.disk(), level));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    }

    @Test
    void aLostListOfThePastIsSaidSoBeforeANumberIsGivenTwice() throws Exception {
        Shop shop = shop();
        pull(shop, shop.disk(), B);
        Files.delete(shop.repository().resolve("metadata/3.patches-gateway.json"));
        PublishException refusal = assertThrows(PublishException.class,
                () -> shop.patch(shop.jars.bundle("mail", "2.0.1")));
        assertTrue(refusal.getMessage().contains("no metadata/3.patches-gateway.json"), refusal.getMessage());
    }

    @Test
    void killedAtAnyMomentItIsPulledOrNot() throws Exception {
        boolean killed = true;
        int moments = 0;
        for (; killed; moments++) {
            Shop shop = shop();
            killed = false;
            try {
                pull(shop, new DyingDisk(shop.disk(), moments), B);
            } catch (DyingDisk.Killed e) {
                killed = true;
                if (shop.device().refresh().paths().contains("gateway/5.2.0/2/patch.json")) {
                    pull(shop, shop.disk(), B);
                }
            }
            assertEquals(Set.of("gateway/5.2.0/base.json", "gateway/5.2.0/1/patch.json"),
                    shop.device().refresh().paths());
        }
        assertEquals(6 + 1, moments, "patches, snapshot and timestamp, two moments each");
    }
}
