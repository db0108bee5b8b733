// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.tuf.RoleType;
import dev.suture.tuf.PathSet;
import dev.suture.verify.VerificationException;
import java.nio.charset.StandardCharsets;
import dev.suture.patch.Advisory;
import dev.suture.notify.Notification;
import dev.suture.patch.Artifact;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Replacement;
import dev.suture.patch.Rollout;
import dev.suture.patch.Rollout.Line;
import dev.suture.patch.Rollout.Wave;
import dev.suture.patch.Terms;
import dev.suture.tuf.Hashes;
import dev.suture.tuf.RepositorySimulator;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.tuf.format.RolloutFormat;
import dev.suture.tuf.rollout.Place;
import dev.suture.verify.Offer;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may say what to this device: each role what it is for, and none what another is for. */
class RolesTest {
    private static final String ROLLOUT = "gateway/5.2.0/rollout.json";

    @TempDir
    Path trust;
    private DeviceFixture device;
    private RepositorySimulator repository;

    @BeforeEach
    void prepare() throws Exception {
        device = new DeviceFixture(trust);
        repository = device.mirror.repository;
    }

    @Test
    void foreignRolePatch() throws Exception {
        byte[] patch = PatchFormat.write(DeviceFixture.patch("gateway", "5.2.0", 1));
        repository.delegate("targets", "patches-other", "gateway/*/*/patch.json");
        for (var targets : List.of(repository.targets, repository.delegated.get("patches-other").targets,
                repository.delegated.get(DeviceFixture.ROLLOUT).targets)) {
            targets.put("gateway/5.2.0/1/patch.json", TargetFile.of(patch));
            repository.publish();
            device.mirror.files.put("targets/gateway/5.2.0/1/" + digest(patch) + ".patch.json", patch);
            assertEquals(Optional.empty(), device.refresh(0), "rightly signed, but not by the product's own role");
        }
        device.publish(1, patch);
        assertTrue(device.refresh(0).isPresent());
    }

    @Test
    void aRoleThatIsTrustedWithLessIsHeardOnThatAlone() throws Exception {
        repository.role(RoleType.TARGETS).trusts.get(0).paths = PathSet
                .of("gateway/*/base.json", "gateway/5.2.0/1/patch.json");
        device.publish(1);
        device.publish(2);
        assertEquals(1, level(device.refresh(0)));
    }

    @Test
    void aProductTheRepositoryDoesNotHaveIsNamed() {
        repository.role(RoleType.TARGETS).trusts.clear();
        repository.publish();
        device.assertRefused(Attack.WRONG_TARGET, "targets");
    }

    @Test
    void canaryKeepsA() throws Exception {
        device.publish(1);
        byte[] second = publish(2, Terms.DEFAULT);
        roll(line(2, second, false, place(second) > 0.01 ? 1 : 100));
        boolean canary = place(second) <= 0.01;
        assertEquals(canary ? 2 : 1, level(device.refresh(0)));
        roll(line(2, second, false, 100));
        assertEquals(2, level(device.refresh(0)));
    }

    @Test
    void halted() throws Exception {
        byte[] first = publish(1, Terms.DEFAULT);
        Offer offer = device.refresh(0).orElseThrow();
        assertInstanceOf(Standing.Good.class, device.verifier().recheck(offer));
        roll(line(1, first, true, 100));
        assertEquals(Optional.empty(), device.refresh(0));
        Standing.Withdrawn withdrawn = assertInstanceOf(Standing.Withdrawn.class, device.verifier().recheck(offer));
        assertTrue(withdrawn.reason().contains("halted"), withdrawn.reason());
        roll(line(1, first, false, 100));
        assertEquals(1, level(device.refresh(0)));
        assertInstanceOf(Standing.Good.class, device.verifier().recheck(offer));
    }

    @Test
    void withoutTheRolloutAtHandNobodyKnowsWhetherItIsHalted() throws Exception {
        byte[] first = publish(1, Terms.DEFAULT);
        roll(line(1, first, false, 100));
        Offer offer = device.refresh(0).orElseThrow();
        Files.write(trust.resolve("rollout.json"), new byte[]{'{'});
        assertEquals(Attack.LOCAL_DAMAGE, assertThrows(
                VerificationException.class, () -> device.verifier().recheck(offer)).attack());
        assertEquals(1, level(device.refresh(0)));
        assertInstanceOf(Standing.Good.class, device.verifier().recheck(offer), "the refresh has fetched it");
    }

    @Test
    void rolloutOverreach() throws Exception {
        Terms careful = new Terms(new Pace(1, Duration.ofDays(300), 1), Optional.empty(), Terms.Consent.NONE,
                Terms.Mode.LIVE, Optional.empty());
        byte[] first = publish(1, careful);
        Optional<Integer> allowed = place(first) < 0.01 ? Optional.of(1) : Optional.empty();
        assertEquals(allowed, device.refresh(0).map(offer -> level(Optional.of(offer))), "without any rollout");
        roll(line(1, first, false, 100));
        assertEquals(allowed, device.refresh(0).map(offer -> level(Optional.of(offer))), "everybody, at once");
        byte[] deadline = new String(
                RolloutFormat.write(new Rollout("gateway", "5.2.0", List.of(line(1, first, false, 100)))),
                StandardCharsets.UTF_8).replace("\"halted\"", "\"deadline\":\"2026-01-01T00:00:00Z\",\"halted\"")
                .getBytes(StandardCharsets.UTF_8);
        serve(deadline);
        device.assertRefused(Attack.MALFORMED, ROLLOUT);
    }

    @Test
    void aRolloutOfAnotherBaseIsRefused() {
        publish(1, Terms.DEFAULT);
        serve(RolloutFormat.write(new Rollout("gateway", "5.3.0", List.of())));
        device.assertRefused(Attack.WRONG_TARGET, ROLLOUT);
    }

    @Test
    void aHeldLevelHidesNoEarlierOne() throws Exception {
        byte[] first = publish(1, Terms.DEFAULT);
        byte[] second = publish(2, Terms.DEFAULT);
        assertEquals(1, level(refresh(Set.of(digest(second)))));
        assertEquals(2, level(refresh(Set.of(digest(first), digest(second)))), "for want of another: it says why not");
    }

    @Test
    void nobodyAloneChangesTheUpdater() throws Exception {
        for (String bundle : List.of("dev.suture.verify", "org.apache.felix.framework", "org.apache.felix.scr")) {
            publish(1, PatchFormat.write(replacing(bundle)));
            device.assertRefused(Attack.ARBITRARY_CONTENT, "gateway 5.2.0 (a)");
        }
        publish(1, PatchFormat.write(replacing("org.apache.commons.text")));
        assertEquals(1, level(device.refresh(0)));
        repository.role(RoleType.TARGETS).trusts.get(0).threshold = 2;
        var patches = repository.delegated.get(DeviceFixture.PATCHES);
        var other = repository.newKey();
        repository.role(RoleType.TARGETS).trusts.get(0).keys.add(other);
        patches.signers.add(other);
        publish(1, PatchFormat.write(replacing("dev.suture.verify")));
        assertEquals(1, level(device.refresh(0)));
    }

    private static Patch replacing(String bundle) {
        Patch plain = DeviceFixture.patch("gateway", "5.2.0", 1);
        Replacement replacement = new Replacement(new BundleRef(bundle, "1.0.0", new Digest("1".repeat(64))),
                new BundleRef(bundle, "1.0.1", new Digest("2".repeat(64))));
        return new Patch(plain.id(), new Changes(List.of(replacement), List.of(), List.of(), List.of()),
                List.of(new Artifact(new Digest("2".repeat(64)), 1, Artifact.Encoding.XZ, Optional.empty(),
                        new Digest("3".repeat(64)), 1)),
                plain.advisory(), plain.terms());
    }

    private Optional<Offer> refresh(Set<Digest> held) throws Exception {
        return device.verifier().refresh(Notification.CHECK_NOW, 0, held);
    }

    private byte[] publish(int level, Terms terms) {
        Patch plain = DeviceFixture.patch("gateway", "5.2.0", level);
        return publish(level, PatchFormat.write(new Patch(plain.id(), plain.changes(), plain.artifacts(),
                new Advisory("A", "t", List.of(), plain.advisory().severity(), false, List.of(), "",
                        device.now.minusSeconds(60)),
                terms)));
    }

    private byte[] publish(int level, byte[] patch) {
        device.publish(level, patch);
        return patch;
    }

    private static Line line(int level, byte[] patch, boolean halted, int percent) {
        return new Line(new PatchLevel(level), digest(patch), Instant.EPOCH, Duration.ZERO,
                List.of(new Wave(percent, Duration.ZERO)), halted);
    }

    private void roll(Line line) {
        serve(RolloutFormat.write(new Rollout("gateway", "5.2.0", List.of(line))));
    }

    private void serve(byte[] rollout) {
        repository.delegated.get(DeviceFixture.ROLLOUT).targets.put(ROLLOUT, TargetFile.of(rollout));
        repository.publish();
        device.mirror.files.put("targets/gateway/5.2.0/" + digest(rollout) + ".rollout.json", rollout);
    }

    private static double place(byte[] patch) {
        return Place.of(DeviceFixture.DEVICE, digest(patch)).fraction();
    }

    private static Digest digest(byte[] content) {
        return Hashes.of(content).findSha256().orElseThrow();
    }

    private static int level(Optional<Offer> offer) {
        return offer.orElseThrow().patch().id().level().number();
    }
}
