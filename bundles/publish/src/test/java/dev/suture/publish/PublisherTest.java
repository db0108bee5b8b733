// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.suture.delta.CanonicalJar;
import dev.suture.notify.Notification;
import dev.suture.patch.Artifact;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.patch.Terms;
import dev.suture.publish.internal.Disk;
import dev.suture.publish.internal.SyncedDisk;
import dev.suture.tuf.format.NotifyFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path temp;

    @Test
    void aDeviceSeesThePatchAndItsContentIsTheCanonicalJar() throws Exception {
        Shop shop = Shop.open(temp);
        Device device = shop.device().refresh();
        BaseRelease base = device.base("5.2.0");
        assertEquals(List.of("text", "lang", "mail"),
                base.bundles().stream().map(bundle -> bundle.bundle().symbolicName()).toList());
        assertEquals(20, base.bundles().get(0).startLevel());
        assertEquals(8080L, base.configurations().get("some.pid").get("port"));

        Path fixed = shop.jars.bundle("text", "1.10.0");
        Patch published = shop.patch(fixed);

        Patch seen = device.refresh().patch("5.2.0", 1);
        assertEquals(published, seen);
        assertEquals(new PatchId("gateway", "5.2.0", new PatchLevel(1)), seen.id());
        assertEquals(Shop.ADVISORY, seen.advisory());
        assertEquals(Terms.DEFAULT, seen.terms());
        Replacement replacement = seen.changes().replaces().get(0);
        assertEquals(base.bundles().get(0).bundle(), replacement.from());
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        CanonicalJar.write(fixed, canonical);
        assertArrayEquals(canonical.toByteArray(),
                device.content(seen.findWhole(replacement.to().digest()).orElseThrow()));
    }

    @Test
    void whatNeedsARelaunchSaysSo() throws Exception {
        Shop shop = Shop.open(temp);
        shop.base(shop.disk(), "5.3.0", new BaseRequest.Entry(shop.jars.bundle("felix", "7.0.4"), 0),
                new BaseRequest.Entry(shop.jars.bundle("org.apache.felix.scr", "2.2.14"), 1),
                new BaseRequest.Entry(shop.jars.bundle("text", "1.9.0"), 20));
        assertEquals(Terms.Mode.RELAUNCH, mode(shop, List.of(), "org.apache.felix.scr"));
        assertEquals(Terms.Mode.RELAUNCH, mode(shop, List.of(shop.jars.bundle("felix", "7.0.5"))));
        assertEquals(Terms.Mode.RELAUNCH, mode(shop, List.of(shop.jars.bundle("text", "1.10.0"))),
                "a level does all that the levels before it do");
        assertEquals(Terms.Mode.LIVE, shop.patch(shop.jars.bundle("text", "1.10.1")).terms().mode());
    }

    private static Terms.Mode mode(Shop shop, List<Path> jars, String... stops) throws Exception {
        return shop.patch(shop.disk(), new PatchRequest("5.3.0", jars, List.of(stops), List.of(), Shop.ADVISORY,
                Terms.DEFAULT)).terms().mode();
    }

    @Test
    void aBaseReleaseBringsItsBundlesAndEachJarOnce() throws Exception {
        Shop shop = Shop.open(temp);
        Path text = shop.jars.bundle("text", "1.10.0");
        Artifact patched = shop.patch(text).artifacts().get(0);
        Path lang = shop.jars.bundle("lang", "3.13.0");
        BaseRelease next = shop.base(shop.disk(), new BaseRequest("5.3.0",
                List.of(new BaseRequest.Entry(text, 20), new BaseRequest.Entry(lang, 10)), Map.of(), true));
        Device device = shop.device().refresh();
        assertEquals(next, device.base("5.3.0"));
        assertEquals(List.of(), device.base("5.2.0").artifacts(), "this one was not to");
        assertEquals(patched, next.artifacts().get(0));
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        CanonicalJar.write(lang, canonical);
        assertArrayEquals(canonical.toByteArray(), device.content(next.artifacts().get(1)));
    }

    @Test
    void levelsAreCumulative() throws Exception {
        Shop shop = Shop.open(temp);
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        shop.patch(List.of(shop.jars.bundle("lang", "3.13.0")), List.of("mail"), List.of());
        Patch third = shop.patch(shop.jars.bundle("text", "1.11.0"), shop.jars.bundle("mail", "2.0.1"));

        Device device = shop.device().refresh();
        assertEquals(List.of("text 1.10.0"), names(device.patch("5.2.0", 1)));
        assertEquals(List.of("text 1.10.0", "lang 3.13.0"), names(device.patch("5.2.0", 2)));
        assertEquals(List.of("mail 2.0.0"),
                device.patch("5.2.0", 2).changes().stops().stream().map(BundleRef::toString).toList());
        assertEquals(third, device.patch("5.2.0", 3));
        assertEquals(List.of("text 1.11.0", "lang 3.13.0", "mail 2.0.1"), names(third));
        assertEquals(List.of(), third.changes().stops());
        assertEquals(3, third.artifacts().size());
        assertTrue(third.changes().replaces().stream()
                .allMatch(replacement -> device(device).contains(replacement.from())));
    }

    private static List<BundleRef> device(Device device) {
        try {
            return device.base("5.2.0").bundles().stream().map(BaseRelease.BaseBundle::bundle).toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsStoppedMayBeReplacedAndWhatIsRemovedIsGone() throws Exception {
        Shop shop = Shop.open(temp);
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        Patch stopped = shop.patch(List.of(), List.of("text"), List.of());
        assertEquals(List.of("text 1.10.0"), names(stopped));
        assertEquals("text 1.9.0", stopped.changes().stops().get(0).toString());

        Patch removed = shop.patch(List.of(), List.of(), List.of("text"));
        assertEquals(List.of(), names(removed));
        assertEquals(List.of(), removed.changes().stops());
        assertEquals(List.of(), removed.artifacts());
        assertEquals("text 1.9.0", removed.changes().removes().get(0).toString());

        Patch back = shop.patch(shop.jars.bundle("text", "1.9.1"));
        assertEquals(List.of("text 1.9.1"), names(back));
        assertEquals(List.of(), back.changes().removes());
    }

    @Test
    void theSameJarGivesTheSameContentEverywhere() throws Exception {
        Path one = Files.createDirectory(temp.resolve("one"));
        Path two = Files.createDirectory(temp.resolve("two"));
        Shop first = Shop.open(one);
        Shop second = Shop.open(two);
        assertEquals(first.patch(first.jars.bundle("text", "1.10.0")),
                second.patch(second.jars.bundle("text", "1.10.0")));
    }

    @Test
    void theNotificationCarriesTheSignedTimestamp() throws Exception {
        Shop shop = Shop.open(temp);
        Device device = shop.device().refresh();
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        Notification notification = NotifyFormat.read(shop.announce());
        assertEquals(Duration.ofSeconds(30), notification.spread());
        device.refresh(Optional.of(notification.timestamp().orElseThrow().toArray()));
        assertTrue(device.paths().contains("gateway/5.2.0/1/patch.json"));
    }

    @Test
    void theTimestampIsSignedAnewWhenItHasLivedHalfItsLife() throws Exception {
        Shop shop = Shop.open(temp);
        Device device = shop.device().refresh();
        long version = device.view().timestamp().version();
        shop.clock.pass(Duration.ofHours(11));
        shop.announce();
        assertEquals(version, device.refresh().view().timestamp().version());
        shop.clock.pass(Duration.ofHours(2));
        shop.announce();
        assertEquals(version + 1, device.refresh().view().timestamp().version());
    }

    @Test
    void anOldWorkspaceComesBackToLife() throws Exception {
        Shop shop = Shop.open(temp);
        Device device = shop.device().refresh();
        shop.clock.pass(Duration.ofDays(400));
        shop.announce();
        device.refresh();
        assertEquals(2, device.view().root().version());
        assertTrue(device.view().expires().isAfter(shop.clock.instant()));
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        assertEquals(2, device.refresh().view().root().version());
        assertEquals(1, device.patch("5.2.0", 1).id().level().number());
    }

    @Test
    void theRepositoryHoldsNothingButWhatIsServed() throws Exception {
        Shop shop = new Shop(temp);
        Disk disk = new SyncedDisk(shop.folder.resolve("parts"));
        Publisher.init(shop.folder, "gateway", shop.clock, new SecureRandom());
        shop.base(disk);
        shop.patch(disk, new PatchRequest("5.2.0", List.of(shop.jars.bundle("text", "1.10.0")), List.of(), List.of(),
                Shop.ADVISORY, Terms.DEFAULT));
        shop.device().refresh();
        try (Stream<Path> files = Files.walk(shop.folder)) {
            Set<String> odd = Set.of("shop", "keys", ".lock", "parts", "workspace.json");
            assertTrue(files.map(shop.folder::relativize).map(Path::toString).allMatch(path -> path.isEmpty()
                    || odd.contains(path) || path.matches("keys/[a-z0-9-]+\\.pem")
                    || path.matches(
                            "repository(/metadata(/timestamp\\.json|/[0-9]+\\.(root|snapshot|targets|patches-gateway|rollout-gateway)\\.json)?)?")
                    || path.matches("repository/targets(/sha256(/[0-9a-f]{64})?)?")
                    || path.matches("repository/targets/gateway(/5\\.2\\.0(/[0-9a-f]{64}\\.base\\.json)?)?")
                    || path.matches("repository/targets/gateway/5\\.2\\.0/1(/[0-9a-f]{64}\\.patch\\.json)?")));
        }
        assertFalse(Files.isSymbolicLink(shop.repository()));
    }

    @Test
    void statusNamesEverything() throws Exception {
        Shop shop = Shop.open(temp);
        shop.patch(shop.jars.bundle("text", "1.10.0"));
        Files.delete(shop.folder.resolve("keys/root-1.pem"));
        RepositoryStatus status = Publisher.status(shop.folder);
        assertEquals("gateway", status.product());
        assertEquals(Device.sha256(Files.readAllBytes(status.root())), status.rootDigest());
        assertEquals("5.2.0", status.bases().get(0).release().base());
        assertEquals(1, status.bases().get(0).levels().size());
        assertEquals(List.of("root", "targets", "patches-gateway", "rollout-gateway", "snapshot", "timestamp"),
                status.roles().stream().map(RepositoryStatus.Role::name).toList());
        assertEquals(List.of("ed25519", "ml-dsa-65/1"),
                status.roles().get(1).keys().stream().map(RepositoryStatus.KeyLine::scheme).distinct().toList());
        assertFalse(status.roles().get(0).keys().get(0).present());
        assertTrue(status.roles().get(2).keys().stream().allMatch(RepositoryStatus.KeyLine::present));
        assertEquals(1, status.roles().get(1).version());
        assertEquals(3, status.roles().get(2).version());
    }

    private static List<String> names(Patch patch) {
        return patch.changes().replaces().stream().map(Replacement::to).map(BundleRef::toString).toList();
    }
}
