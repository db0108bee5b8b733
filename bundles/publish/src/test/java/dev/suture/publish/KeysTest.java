// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.suture.tuf.Minimum;
import dev.suture.tuf.PrivateKey;
import dev.suture.tuf.Role;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds which keys, and what one of them alone can do. */
class KeysTest {
    @TempDir
    Path temp;

    @Test
    void rootAndTargetsAreHybridAndNeedTwoPersons() throws Exception {
        Shop shop = new Shop(temp);
        shop.init();
        assertRole(shop, "root", 6, 4, Optional.of(Minimum.of(2)));
        assertRole(shop, "targets", 4, 4, Optional.of(Minimum.of(2)));
        assertRole(shop, "snapshot", 1, 1, Optional.empty());
        assertRole(shop, "timestamp", 1, 1, Optional.empty());
    }

    @Test
    void patchesNeedTwoPersonsAndTheRolloutOneOnlineKey() throws Exception {
        Shop shop = new Shop(temp);
        shop.init();
        List<RepositoryStatus.Role> roles = Publisher.status(shop.folder).roles();
        assertEquals("patches-gateway 4 of 4", line(roles.get(2)));
        assertEquals("rollout-gateway 1 of 1", line(roles.get(3)));
    }

    private static String line(RepositoryStatus.Role role) {
        return role.name() + " " + role.threshold() + " of " + role.keys().size();
    }

    @Test
    void eachKeyIsItsOwnersAlone() throws Exception {
        Shop shop = new Shop(temp);
        Publisher.init(shop.folder, "gateway", shop.clock, new SecureRandom());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keys(shop))));
        try (Stream<Path> files = Files.list(keys(shop))) {
            List<Path> all = files.toList();
            assertEquals(17, all.size());
            for (Path key : all) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
                byte[] der = Base64.getDecoder().decode(Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", ""));
                boolean pq = key.toString().endsWith("-pq.pem");
                assertEquals(pq ? "ml-dsa-65/1" : "ed25519", PrivateKey.read(der).key().scheme());
                if (!pq) {
                    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
                }
            }
        }
    }

    @Test
    void anyTwoOfThreeMayRenewTheRoot() throws Exception {
        Shop shop = Shop.open(temp);
        Device device = shop.device().refresh();
        Files.delete(keys(shop).resolve("root-1.pem"));
        Files.delete(keys(shop).resolve("root-1-pq.pem"));
        shop.clock.pass(Duration.ofDays(200));
        shop.announce();
        assertEquals(2, device.refresh().view().root().version());
    }

    @Test
    void onePersonRenewsNothing() throws Exception {
        Shop shop = Shop.open(temp);
        Files.delete(keys(shop).resolve("root-1.pem"));
        Files.delete(keys(shop).resolve("root-1-pq.pem"));
        Files.delete(keys(shop).resolve("root-2-pq.pem"));
        shop.clock.pass(Duration.ofDays(200));
        PublishException refusal = assertThrows(PublishException.class, shop::announce);
        assertTrue(refusal.getMessage().contains("the role root cannot sign: 3 of 4 keys"), refusal.getMessage());
    }

    @Test
    void theOnlineRolesAreHybridOnDemand() throws Exception {
        Shop shop = new Shop(temp);
        Publisher.init(shop.folder, "gateway", shop.clock, new SecureRandom(), true);
        shop.base(shop.disk());
        assertRole(shop, "timestamp", 2, 2, Optional.of(Minimum.of(1)));
        assertRole(shop, "snapshot", 2, 2, Optional.of(Minimum.of(1)));
        Device device = shop.device().refresh();
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        byte[] pushed = Files.readAllBytes(shop.repository().resolve("metadata/timestamp.json"));
        assertTrue(pushed.length < 8_000, pushed.length + " bytes of at most 65,536");
        assertTrue(shop.announce().length < 11_000, "of at most 131,072");
        assertEquals(3, device.refresh(Optional.of(pushed)).view().timestamp().version());
        Files.delete(keys(shop).resolve("timestamp-pq.pem"));
        assertThrows(PublishException.class, () -> shop.patch(shop.jars.bundle("lang", "3.13.0")));
    }

    @Test
    void aHybridRootFitsManyTimes() throws Exception {
        Shop shop = new Shop(temp);
        shop.init();
        long length = Files.size(shop.repository().resolve("metadata/1.root.json"));
        assertTrue(length > 30_000 && length < 50_000, length + " bytes of at most 524,288");
    }

    private static void assertRole(Shop shop, String name, int keys, int threshold, Optional<Minimum> minimum)
            throws Exception {
        Role role = shop.device().refresh().view().root().roles().get(name);
        assertEquals(keys, role.keyIds().size());
        assertEquals(threshold, role.threshold());
        assertEquals(minimum, role.minimum());
    }

    private static Path keys(Shop shop) {
        return shop.folder.resolve("keys");
    }
}
