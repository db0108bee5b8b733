// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.notify.Notification;
import dev.suture.patch.Digest;
import dev.suture.tuf.Hashes;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.verify.Offer;
import dev.suture.verify.Site;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;
import dev.suture.verify.Verifier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {
    private static final String PATH = "gateway/5.2.0/1/patch.json";

    @TempDir
    Path trust;
    private DeviceFixture device;

    @BeforeEach
    void prepare() throws Exception {
        device = new DeviceFixture(trust);
    }

    @AfterEach
    void everyDownloadIsClosed() {
        assertEquals(device.mirror.opened, device.mirror.closed);
    }

    @Test
    void offersNothingIfNothingIsListed() throws Exception {
        assertEquals(Optional.empty(), device.refresh(0));
        assertEquals(List.of("metadata/2.root.json", "metadata/timestamp.json", "metadata/1.snapshot.json",
                "metadata/1.targets.json", "metadata/1.patches-gateway.json", "metadata/1.rollout-gateway.json"),
                device.mirror.requests);
    }

    @Test
    void aBaseTheRepositoryDoesNotHaveIsNamed() throws Exception {
        device.patches().clear();
        device.publish("gateway/5.2.00/1/", new byte[0], TargetFile.of(new byte[0]));
        VerificationException refusal = device.assertRefused(Attack.WRONG_TARGET, "patches-gateway");
        assertTrue(refusal.getMessage().contains("no base release 5.2.0 of gateway"), refusal.getMessage());
        device.publish(1);
        assertTrue(device.refresh(0).isPresent(), "and offered as soon as it is there");
    }

    @Test
    void offersTheNewestLevelAboveTheConfirmedOne() throws Exception {
        device.publish(1);
        device.publish(10);
        String served = device.publish(9);
        assertTrue(served.matches("targets/gateway/5.2.0/9/[0-9a-f]{64}\\.patch\\.json"));
        Offer offer = device.refresh(1).orElseThrow();
        assertEquals(DeviceFixture.patch("gateway", "5.2.0", 10), offer.patch());
        Digest content = new Digest("a".repeat(64));
        assertEquals(URI.create("sim://host/repo/targets/sha256/" + content), offer.locate(content));
        assertEquals(Optional.empty(), device.refresh(10));
        assertEquals(List.of("metadata/2.root.json", "metadata/timestamp.json"), device.mirror.requests);
    }

    @Test
    void levelRollback() throws Exception {
        device.publish(1);
        device.publish(2);
        assertTrue(device.refresh(0).isPresent());
        device.patches().remove("gateway/5.2.0/2/patch.json");
        device.mirror.repository.publish();
        assertEquals(Optional.empty(), device.refresh(2), "validly signed, but lower than what is confirmed");
        device.publish(3);
        assertEquals(3, device.refresh(2).orElseThrow().patch().id().level().number(), "a pulled level is skipped");
    }

    @Test
    void knowsThePatchByTheDigestOfItsBytes() throws Exception {
        byte[] bytes = PatchFormat.write(DeviceFixture.patch("gateway", "5.2.0", 1));
        device.publish(1, bytes);
        assertEquals(Hashes.of(bytes).findSha256(), device.refresh(0).map(Offer::digest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other/5.2.0/1/", "gateway/5.3.0/1/", "gateway/5.2.0/01/", "gateway/5.2.0/0/",
            "gateway/5.2.0/10000/", "gateway/5.2.0/1/1/", "gateway/5.2.0/../5.2.0/1/", "/gateway/5.2.0/1/",
            "gateway/5.2.0//", "gateway/5.2.0/-1/", "gateway/5.2.0/1%2f", "gateway/5.2.0/١/"})
    void passesOverWhatIsNotMeantForIt(String folder) throws Exception {
        byte[] bytes = PatchFormat.write(DeviceFixture.patch("gateway", "5.2.0", 1));
        device.publish(folder, bytes, TargetFile.of(bytes));
        assertEquals(Optional.empty(), device.refresh(0));
    }

    @Test
    void worksWithoutConsistentSnapshots() throws Exception {
        device.mirror.repository.consistentSnapshot = false;
        device.mirror.repository.publishRoot();
        String served = device.publish(1);
        device.mirror.files.put("targets/" + PATH, device.mirror.files.remove(served));
        assertTrue(device.refresh(0).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"other 5.2.0 1", "gateway 5.3.0 1", "gateway 5.2.0 2"})
    void refusesAPatchMadeForSomethingElse(String made) {
        String[] parts = made.split(" ");
        device.publish(1, PatchFormat.write(DeviceFixture.patch(parts[0], parts[1], Integer.parseInt(parts[2]))));
        device.assertRefused(Attack.WRONG_TARGET, PATH);
    }

    @Test
    void refusesBytesThatAreNotListed() {
        String served = device.publish(1);
        byte[] changed = device.mirror.files.get(served).clone();
        changed[changed.length / 2] ^= 1;
        device.mirror.files.put(served, changed);
        device.assertRefused(Attack.ARBITRARY_CONTENT, PATH);
        device.mirror.files.put(served, new byte[0]);
        device.assertRefused(Attack.ARBITRARY_CONTENT, PATH);
        device.mirror.files.put(served, Arrays.copyOf(changed, changed.length + 1));
        device.assertRefused(Attack.ENDLESS_DATA, PATH);
    }

    @Test
    void refusesAListedPatchThatIsNone() {
        device.publish(1, "{}".getBytes(StandardCharsets.UTF_8));
        device.assertRefused(Attack.MALFORMED, PATH);
    }

    @Test
    void refusesAListingThatCannotBeVerifiedOrIsTooLong() {
        byte[] bytes = PatchFormat.write(DeviceFixture.patch("gateway", "5.2.0", 1));
        device.publish("gateway/5.2.0/1/", bytes, new TargetFile(bytes.length, new Hashes(Map.of("md5", "00"))));
        device.assertRefused(Attack.MALFORMED, PATH);
        device.publish("gateway/5.2.0/1/", bytes, new TargetFile(PatchFormat.MAX_LENGTH + 1L, Hashes.of(bytes)));
        device.assertRefused(Attack.ENDLESS_DATA, PATH);
    }

    @Test
    void failsIfAListedPatchIsMissing() {
        device.mirror.files.remove(device.publish(1));
        FetchException failure = assertThrows(FetchException.class, () -> device.refresh(0));
        assertEquals(Reason.REFUSED, failure.reason());
    }

    @Test
    void mapsTheRefusalsOfTheWorkflow() {
        device.mirror.files.put("metadata/timestamp.json", new byte[(64 << 10) + 1]);
        device.assertRefused(Attack.ENDLESS_DATA, "timestamp.json");
        device.mirror.files.put("metadata/timestamp.json", "<html>".getBytes(StandardCharsets.UTF_8));
        device.assertRefused(Attack.MALFORMED, "timestamp");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void passesOnEveryFailureToFetchAndKeepsWhatItTrusts(Reason reason) throws Exception {
        device.refresh(0);
        device.mirror.failure = Optional.of(reason);
        Map<String, String> before = contents();
        if (reason == Reason.TOO_LONG) {
            device.assertRefused(Attack.ENDLESS_DATA, "2.root.json");
        } else {
            assertEquals(reason, assertThrows(FetchException.class, () -> device.refresh(0)).reason());
        }
        assertEquals(before, contents());
    }

    @Test
    void saysWhatToDoWithoutAFetcher() {
        device.fetchers = List.of();
        FetchException failure = assertThrows(FetchException.class, () -> device.refresh(0));
        assertTrue(failure.getMessage().contains("no fetcher for sim"), failure::getMessage);
    }

    @Test
    void saysWhatToDoWithoutARoot() throws Exception {
        Files.delete(trust.resolve("root.json"));
        VerificationException refusal = device.assertRefused(Attack.LOCAL_DAMAGE, "root");
        assertTrue(refusal.getMessage().contains(trust + "/root.json: install the publisher's root.json"),
                refusal::getMessage);
        assertEquals(List.of(), device.mirror.requests);
    }

    @Test
    void takesAPushedTimestamp() throws Exception {
        device.refresh(0);
        device.publish(1);
        byte[] pushed = device.mirror.repository.served.remove("timestamp.json");
        assertEquals(1,
                device.verifier().refresh(DeviceFixture.push(pushed), 0, Set.of()).orElseThrow().patch().id().level()
                        .number());
    }

    @Test
    void makesNoRequestForAForgedNotification() throws Exception {
        device.refresh(0);
        device.mirror.requests.clear();
        device.mirror.repository.role(RoleType.TIMESTAMP).signers.clear();
        Notification forged = DeviceFixture.push(device.mirror.repository.publish().bytes());
        Map<String, String> before = contents();
        RepositoryVerifier verifier = device.verifier();
        for (int i = 0; i < 100; i++) {
            assertThrows(VerificationException.class, () -> verifier.refresh(forged, 0, Set.of()));
        }
        assertEquals(List.of(), device.mirror.requests);
        assertEquals(before, contents());
    }

    @Test
    void reportsEquivocation() throws Exception {
        device.refresh(0);
        device.observed.clear();
        device.mirror.repository.role(RoleType.TIMESTAMP).version--;
        device.mirror.repository.role(RoleType.TIMESTAMP).expires = device.now.plusSeconds(9);
        device.mirror.repository.publishTimestamp();
        device.refresh(0);
        assertEquals(List.of("equivocation timestamp"), device.observed);
    }

    @Test
    void endsADownloadWhenItIsClosed() {
        Repository repository = device.repository();
        device.mirror.onRead = repository::close;
        RepositoryVerifier verifier = device.verifier(repository);
        FetchException failure = assertThrows(FetchException.class,
                () -> verifier.refresh(Notification.CHECK_NOW, 0, Set.of()));
        assertEquals(Reason.CANCELLED, failure.reason());
        assertThrows(FetchException.class, () -> verifier.refresh(Notification.CHECK_NOW, 0, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host/repo", "repo/", "mailto:a@b", "http://host/repo/?q", "http://host/repo/#f"})
    void refusesAddressesThatAreNone(String address) {
        assertThrows(IllegalArgumentException.class, () -> new Repository(URI.create(address), List::of));
    }

    @Test
    void refusesNamesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new Self("../x", "5.2.0", "gw-1"));
        assertThrows(IllegalArgumentException.class, () -> new Self("gateway", "a/b", "gw-1"));
    }

    private Map<String, String> contents() throws Exception {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.walk(trust)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readString(file) + Files.getLastModifiedTime(file));
            }
        }
        return contents;
    }

    @Test
    void anotherPlaceHasItsOwnTrustAndTouchesNothingOfTheDevice(@TempDir Path elsewhere) throws Exception {
        device.publish(1);
        assertTrue(device.refresh(0).isPresent());
        Map<String, String> before = contents();
        device.mirror.requests.clear();
        DeviceFixture other = new DeviceFixture(Files.createDirectory(elsewhere.resolve("trust")));
        byte[] patch = PatchFormat.write(DeviceFixture.patch("other", "1", 1));
        other.mirror.repository.delegate("targets", "patches-other", "other/*/*/patch.json");
        other.mirror.repository.delegated.get("patches-other").targets.put("other/1/1/patch.json",
                TargetFile.of(patch));
        other.publish("other/1/1/", patch, TargetFile.of(patch));
        Verifier there = device.verifier().at(new Site(elsewhere, "other", "1", Mirror.BASE, other.mirror));
        assertEquals("other 1 (a)",
                there.refresh(Notification.CHECK_NOW, 0, Set.of()).orElseThrow().patch().id().toString());
        assertEquals(before, contents());
        assertEquals(List.of(), device.mirror.requests);
    }
}
