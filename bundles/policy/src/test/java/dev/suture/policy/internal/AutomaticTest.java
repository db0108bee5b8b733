// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    private static final DeviceContext DEVICE = device(false);
    private static final DeviceContext CONSENTED = device(true);
    private static final Automatic DEFAULT = new Automatic(true, new RelaunchRule.Consent());

    @Test
    void proceedsByDefault() {
        assertEquals(Decision.proceed(), DEFAULT.decide(offer(Consent.NONE, Mode.LIVE), DEVICE));
    }

    @Test
    void defersEverythingWhenSwitchedOff() {
        Decision off = Decision.defer(LATER, "automatic installation is off");
        Automatic automatic = new Automatic(false, new RelaunchRule.Consent());
        assertEquals(off, automatic.decide(offer(Consent.NONE, Mode.LIVE), DEVICE));
        assertEquals(off, automatic.decide(offer(Consent.REQUIRED, Mode.RELAUNCH), CONSENTED));
    }

    @Test
    void waitsForAPersonWhereThePatchAsksForOne() {
        assertInstanceOf(Decision.Defer.class, DEFAULT.decide(offer(Consent.REQUIRED, Mode.LIVE), DEVICE));
        assertEquals(Decision.proceed(), DEFAULT.decide(offer(Consent.REQUIRED, Mode.LIVE), CONSENTED));
        Automatic window = new Automatic(true, RelaunchRule.parse("00:00-23:59:59").orElseThrow());
        assertInstanceOf(Decision.Defer.class, window.decide(offer(Consent.REQUIRED, Mode.RELAUNCH), DEVICE));
    }

    @Test
    void neverRelaunchesInSilence() {
        Decision.Defer defer = assertInstanceOf(Decision.Defer.class,
                DEFAULT.decide(offer(Consent.NONE, Mode.RELAUNCH), DEVICE));
        assertEquals(LATER, defer.until());
        assertTrue(defer.reason().contains("suture consent"), defer.reason());
        assertEquals(Decision.proceed(), DEFAULT.decide(offer(Consent.NONE, Mode.RELAUNCH), CONSENTED));
    }

    private static DeviceContext device(boolean consented) {
        return new DeviceContext("dev-1", new Generation(1, new Generation.Origin("gateway", "5.2.0", PatchLevel.BASE,
                Optional.empty()), List.of(), Map.of()), NOW, consented);
    }

    private static Offer offer(Consent consent, Mode mode) {
        Advisory advisory = new Advisory("ADV-1", "A hole", List.of(), Severity.HIGH, false, List.of(), "", NOW);
        Patch patch = new Patch(new PatchId("gateway", "5.2.0", new PatchLevel(1)),
                new Changes(List.of(), List.of(), List.of(), List.of()), List.of(), advisory,
                new Terms(Pace.UNLIMITED, Optional.empty(), consent, mode, Optional.empty()));
        return new Offer(patch, new Digest("ab".repeat(32)), URI.create("http://repository.example/targets/"));
    }
}
