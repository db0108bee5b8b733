// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import dev.suture.fetch.FetchException;
import dev.suture.tuf.format.PatchFormat;
import dev.suture.verify.Offer;
import dev.suture.verify.Standing;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecheckTest {
    @TempDir
    Path trust;
    private DeviceFixture device;
    private Offer offer;

    @BeforeEach
    void obtainAnOffer() throws Exception {
        device = new DeviceFixture(trust);
        device.publish(1);
        offer = device.refresh(0).orElseThrow();
        device.mirror.requests.clear();
    }

    @Test
    void isGoodAndAsksNobody() throws Exception {
        device.fetchers = List.of();
        assertEquals(new Standing.Good(), device.verifier().recheck(offer));
        assertEquals(List.of(), device.mirror.requests);
    }

    @Test
    void staysGoodBesideANewerLevel() throws Exception {
        device.publish(2);
        device.refresh(0);
        assertEquals(new Standing.Good(), device.verifier().recheck(offer));
    }

    @Test
    void isWithdrawnIfItWasPulled() throws Exception {
        device.patches().remove("gateway/5.2.0/1/patch.json");
        device.mirror.repository.publish();
        device.refresh(0);
        assertInstanceOf(Standing.Withdrawn.class, device.verifier().recheck(offer));
    }

    @Test
    void isWithdrawnIfItIsListedWithAnotherContent() throws Exception {
        byte[] bytes = PatchFormat.write(offer.patch());
        byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
        longer[bytes.length] = '\n';
        device.publish(1, longer);
        device.refresh(0);
        assertInstanceOf(Standing.Withdrawn.class, device.verifier().recheck(offer));
    }

    @Test
    void isWithdrawnForAnotherBase() throws Exception {
        Offer foreign = new Offer(DeviceFixture.patch("gateway", "5.3.0", 1), offer.digest(), offer.content());
        assertInstanceOf(Standing.Withdrawn.class, device.verifier().recheck(foreign));
    }

    @Test
    void isStaleOnceTheGraceIsOver() throws Exception {
        Instant expires = device.now.plus(Duration.ofDays(1));
        device.now = expires.plus(Duration.ofDays(7));
        assertEquals(new Standing.Good(), device.verifier().recheck(offer));
        device.now = device.now.plusSeconds(1);
        assertEquals(new Standing.Stale(expires), device.verifier().recheck(offer));
    }

    @Test
    void saysSoIfTheNewestMetadataIsNotThereYet() throws Exception {
        device.publish(2);
        device.mirror.repository.served.remove("3.snapshot.json");
        assertThrows(FetchException.class, () -> device.refresh(0));
        VerificationException refusal = assertThrows(VerificationException.class, () -> device.verifier().recheck(
                offer));
        assertEquals(Attack.MIX_AND_MATCH, refusal.attack());
    }

    @Test
    void saysSoIfTheTrustedFilesAreDamaged() throws Exception {
        Files.writeString(trust.resolve("metadata/targets.json"), "");
        VerificationException refusal = assertThrows(VerificationException.class, () -> device.verifier().recheck(
                offer));
        assertEquals(Attack.LOCAL_DAMAGE, refusal.attack());
        device.refresh(0);
        assertEquals(new Standing.Good(), device.verifier().recheck(offer));
    }
}
