// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.suture.patch.Advisory;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;
import dev.suture.patch.Terms.Consent;
import dev.suture.patch.Terms.Mode;
import dev.suture.policy.Decision;
import dev.suture.policy.DeviceContext;
import dev.suture.stage.Generation;
import dev.suture.verify.Offer;

class AutomaticTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-24T11:00:00Z");
    private static final DeviceContext DEVICE = new DeviceContext("dev-1",
            new Generation(1, new Generation.Origin("gateway", "5.2.0", PatchLevel.BASE, Optional.empty()), List.of(),
                    Map.of()),
            NOW);

    @Test
    void proceedsByDefault() {
        assertEquals(Decision.proceed(), new Automatic(true).decide(offer(Consent.NONE, Mode.LIVE), DEVICE));
    }

    @Test
    void defersEverythingWhenSwitchedOff() {
        Decision off = Decision.defer(LATER, "automatic installation is off");
        assertEquals(off, new Automatic(false).decide(offer(Consent.NONE, Mode.LIVE), DEVICE));
        assertEquals(off, new Automatic(false).decide(offer(Consent.REQUIRED, Mode.RELAUNCH), DEVICE));
    }

    @Test
    void defersWhatNeedsConsent() {
        Decision consent = Decision.defer(LATER, "needs consent");
        assertEquals(consent, new Automatic(true).decide(offer(Consent.REQUIRED, Mode.LIVE), DEVICE));
        assertEquals(consent, new Automatic(true).decide(offer(Consent.NONE, Mode.RELAUNCH), DEVICE));
    }

    private static Offer offer(Consent consent, Mode mode) {
        Advisory advisory = new Advisory("ADV-1", "A hole", List.of(), Severity.HIGH, false, List.of(), "", NOW);
        Patch patch = new Patch(new PatchId("gateway", "5.2.0", new PatchLevel(1)),
                new Changes(List.of(), List.of(), List.of(), List.of()), List.of(), advisory,
                new Terms(Pace.UNLIMITED, Optional.empty(), consent, mode, Optional.empty()));
        return new Offer(patch, new Digest("ab".repeat(32)), URI.create("http://repository.example/targets/"));
    }
}
