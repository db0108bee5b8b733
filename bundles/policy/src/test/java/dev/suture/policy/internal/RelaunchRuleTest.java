// SPDX-License-Identifier: Apache-2.0
package dev.suture.policy.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.patch.PatchLevel;
import dev.suture.policy.Decision;
import dev.suture.policy.DeviceContext;
import dev.suture.stage.Generation;

class RelaunchRuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({"02:00-04:00, 02:00, true", "02:00-04:00, 03:59, true", "02:00-04:00, 04:00, false",
            "02:00-04:00, 01:59, false", "22:30-01:00, 23:00, true", "22:30-01:00, 00:59, true",
            "22:30-01:00, 01:00, false", "22:30-01:00, 12:00, false"})
    void relaunchesByItselfInItsWindow(String window, String time, boolean proceeds) {
        Decision decision = RelaunchRule.parse(window).orElseThrow().decide(device("2026-11-24T" + time + ":00+01:00",
                false), BERLIN);
        assertEquals(proceeds, decision.equals(Decision.proceed()));
    }

    @Test
    void waitsForTheNextWindow() {
        assertEquals(Instant.parse("2026-11-25T01:00:00Z"), until("02:00-04:00", "2026-11-24T12:00:00+01:00"));
        assertEquals(Instant.parse("2026-11-24T01:00:00Z"), until("02:00-04:00", "2026-11-24T01:00:00+01:00"));
        assertEquals(Instant.parse("2026-11-24T21:30:00Z"), until("22:30-01:00", "2026-11-24T12:00:00+01:00"));
    }

    @Test
    void aPersonNeedNotWaitForTheWindow() {
        RelaunchRule rule = RelaunchRule.parse("02:00-04:00").orElseThrow();
        assertEquals(Decision.proceed(), rule.decide(device("2026-11-24T12:00:00+01:00", true), BERLIN));
    }

    @Test
    void neverIsNeverWhoeverAgrees() {
        RelaunchRule rule = RelaunchRule.parse("never").orElseThrow();
        assertInstanceOf(Decision.Defer.class, rule.decide(device("2026-11-24T12:00:00+01:00", true), BERLIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "always", "02:00", "02:00-", "-04:00", "2-4", "25:00-26:00", "02:00-04:00-06:00"})
    void anythingElseIsNoRule(String text) {
        assertEquals(Optional.empty(), RelaunchRule.parse(text));
    }

    private static Instant until(String window, String now) {
        return assertInstanceOf(Decision.Defer.class,
                RelaunchRule.parse(window).orElseThrow().decide(device(now, false), BERLIN)).until();
    }

    private static DeviceContext device(String now, boolean consented) {
        return new DeviceContext("d", new Generation(1, new Generation.Origin("gateway", "5.2.0", PatchLevel.BASE,
                Optional.empty()), List.of(), Map.of()), java.time.OffsetDateTime.parse(now).toInstant(), consented);
    }
}
