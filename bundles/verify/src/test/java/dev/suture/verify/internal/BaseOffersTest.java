// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.patch.Artifact;
import dev.suture.patch.BaseRelease;
import dev.suture.patch.BaseRelease.BaseBundle;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Terms;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.format.BaseFormat;
import dev.suture.verify.Offer;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** Another base release, for a device of {@code gateway 5.2.0} whose owner wants it. */
class BaseOffersTest {
    private static final Digest JAR = new Digest("1".repeat(64));
    private static final BaseRelease OLD = base("gateway", "5.2.0", List.of());
    private static final BaseRelease NEW = base("gateway", "5.3.0",
            List.of(new Artifact(JAR, 10, Artifact.Encoding.XZ, Optional.empty(), new Digest("2".repeat(64)), 5)));

    @TempDir
    Path trust;
    private DeviceFixture device;

    @BeforeEach
    void publish() throws Exception {
        device = new DeviceFixture(trust);
        publish("5.2.0", OLD);
        publish("5.3.0", NEW);
    }

    private static BaseRelease base(String product, String name, List<Artifact> artifacts) {
        return new BaseRelease(product, name, List.of(new BaseBundle(new BundleRef("text", "1.9.0", JAR), 10, 1)),
                Map.of(), artifacts);
    }

    private void publish(String folder, BaseRelease base) {
        byte[] content = BaseFormat.write(base);
        TargetFile listed = TargetFile.of(content);
        device.patches().put("gateway/" + folder + "/base.json", listed);
        device.mirror.repository.publish();
        device.mirror.files.put("targets/gateway/" + folder + "/" + listed.hashes().findSha256().orElseThrow().hex()
                + ".base.json", content);
    }

    private void assertRefused(Attack attack, String part) {
        VerificationException e = assertThrows(VerificationException.class, () -> device.verifier().findBase("5.3.0"));
        assertEquals(attack, e.attack());
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }

    @Test
    void isOfferedToWhoAsksForItAndNeedsConsent() throws Exception {
        Offer offer = device.verifier().findBase("5.3.0").orElseThrow();
        assertEquals("5.3.0", offer.patch().id().label());
        assertEquals(PatchLevel.BASE, offer.patch().id().level());
        assertEquals(NEW.artifacts(), offer.patch().artifacts());
        assertEquals(Terms.Mode.RELAUNCH, offer.patch().terms().mode());
        assertEquals(Terms.Consent.REQUIRED, offer.patch().terms().consent());
        assertEquals(OLD, offer.baseUpdate().orElseThrow().from());
        assertEquals(NEW, offer.baseUpdate().orElseThrow().to());
        assertEquals(TargetFile.of(BaseFormat.write(NEW)).hashes().findSha256().orElseThrow(), offer.digest());
    }

    @Test
    void isNeverOfferedByItself() throws Exception {
        assertEquals(Optional.empty(), device.refresh(0));
    }

    @Test
    void isNotThere() throws Exception {
        assertEquals(Optional.empty(), device.verifier().findBase("5.4.0"));
    }

    @Test
    void withoutContentOrWithoutTheOldOneThereIsNoWay() {
        publish("5.3.0", base("gateway", "5.3.0", List.of()));
        assertRefused(Attack.WRONG_TARGET, "without its bundles");
        publish("5.3.0", NEW);
        device.patches().remove("gateway/5.2.0/base.json");
        device.mirror.repository.publish();
        assertRefused(Attack.WRONG_TARGET, "gateway/5.2.0/base.json");
    }

    @Test
    void madeForAnotherIsRefused() {
        publish("5.3.0", base("gateway", "5.4.0", NEW.artifacts()));
        assertRefused(Attack.WRONG_TARGET, "made for gateway 5.4.0");
        publish("5.3.0", base("pump", "5.3.0", NEW.artifacts()));
        assertRefused(Attack.WRONG_TARGET, "made for pump 5.3.0");
    }

    @Test
    void changedOnTheWayIsRefused() {
        device.mirror.files.replaceAll((path, content) -> path.contains("5.3.0") ? BaseFormat.write(OLD) : content);
        assertRefused(Attack.ARBITRARY_CONTENT, "5.3.0/base.json");
    }

    @Test
    void standsWhileItIsListed() throws Exception {
        Offer offer = device.verifier().findBase("5.3.0").orElseThrow();
        assertInstanceOf(Standing.Good.class, device.verifier().recheck(offer));
        publish("5.3.0", base("gateway", "5.3.0", List.of()));
        device.refresh(0);
        assertInstanceOf(Standing.Withdrawn.class, device.verifier().recheck(offer));
        device.patches().remove("gateway/5.3.0/base.json");
        device.mirror.repository.publish();
        device.refresh(0);
        assertInstanceOf(Standing.Withdrawn.class, device.verifier().recheck(offer));
    }
}
