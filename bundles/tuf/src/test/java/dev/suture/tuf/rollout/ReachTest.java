// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import dev.suture.patch.Advisory;
import dev.suture.patch.Changes;
import dev.suture.patch.Digest;
import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchId;
import dev.suture.patch.PatchLevel;
import dev.suture.patch.Rollout.Line;
import dev.suture.patch.Rollout.Wave;
import dev.suture.patch.Severity;
import dev.suture.patch.Terms;

import org.junit.jupiter.api.Test;

class ReachTest {
    private static final Instant PUBLISHED = Instant.parse("2026-01-31T12:00:00Z");
    private static final Pace CAREFUL = new Pace(5, Duration.ofHours(2), 20);

    @Test
    void withoutALineItIsForEverybodyNow() {
        assertEquals(100, Reach.at(PUBLISHED, patch(Pace.UNLIMITED), Optional.empty()));
        assertEquals(100, Reach.at(Instant.EPOCH, patch(Pace.UNLIMITED), Optional.empty()), "whatever the clock says");
    }

    @Test
    void withoutALineThePaceHoldsAllTheSame() {
        assertEquals(5, Reach.at(at(1), patch(CAREFUL), Optional.empty()));
        assertEquals(5, Reach.at(at(2), patch(CAREFUL), Optional.empty()));
        assertEquals(25, Reach.at(at(3), patch(CAREFUL), Optional.empty()));
        assertEquals(100, Reach.at(at(24), patch(CAREFUL), Optional.empty()));
        assertEquals(0, Reach.at(at(-1), patch(CAREFUL), Optional.empty()));
    }

    @Test
    void wavesComeOneAfterTheOther() {
        Optional<Line> line = line(0, 0, false, new Wave(1, Duration.ZERO), new Wave(10, Duration.ofHours(4)));
        assertEquals(0, Reach.at(at(-1), patch(Pace.UNLIMITED), line));
        assertEquals(1, Reach.at(at(3), patch(Pace.UNLIMITED), line));
        assertEquals(10, Reach.at(at(4), patch(Pace.UNLIMITED), line));
    }

    @Test
    void theSpreadLetsAWaveBeginDeviceByDevice() {
        Optional<Line> line = line(0, 3600, false, new Wave(10, Duration.ZERO), new Wave(50, Duration.ofHours(4)));
        assertEquals(5, Reach.at(PUBLISHED.plusSeconds(1800), patch(Pace.UNLIMITED), line));
        assertEquals(30, Reach.at(at(4).plusSeconds(1800), patch(Pace.UNLIMITED), line));
        assertEquals(50, Reach.at(at(5), patch(Pace.UNLIMITED), line));
    }

    @Test
    void haltedReachesNobody() {
        assertEquals(0, Reach.at(at(9), patch(Pace.UNLIMITED), line(0, 0, true, new Wave(100, Duration.ZERO))));
    }

    @Test
    void rolloutOverreach() {
        Wave all = new Wave(100, Duration.ZERO);
        assertEquals(5, Reach.at(at(1), patch(CAREFUL), line(0, 0, false, all)), "more than the pace allows");
        assertEquals(5, Reach.at(at(1), patch(CAREFUL), line(-99_999, 0, false, all)), "a start long ago");
        assertEquals(5, Reach.at(at(31), patch(CAREFUL), line(30, 0, false, all)), "a late start is no shorter bake");
    }

    /** Any line, any pace, any moment: never more than the pace, never less as time goes on. */
    @Test
    void paceIsNeverExceededAndWhoeverWasReachedStaysReached() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            Pace pace = new Pace(1 + random.nextInt(100), Duration.ofMinutes(random.nextInt(600)),
                    1 + random.nextInt(100));
            Optional<Line> line = randomLine(random);
            double before = 0;
            for (int minute = 0; minute < 3_000; minute += 1 + random.nextInt(200)) {
                Instant now = PUBLISHED.plus(Duration.ofMinutes(minute));
                double reach = Reach.at(now, patch(pace), line);
                assertTrue(reach >= before && reach <= Reach.at(now, patch(pace), Optional.empty()) && reach <= 100);
                before = reach;
            }
        }
    }

    private static Optional<Line> randomLine(Random random) {
        List<Wave> waves = new ArrayList<>();
        int percent = 0;
        Duration after = Duration.ZERO;
        for (int i = random.nextInt(4); i >= 0 && percent < 90; i--) {
            percent += 1 + random.nextInt(100 - percent);
            waves.add(new Wave(percent, after));
            after = after.plusMinutes(1 + random.nextInt(300));
        }
        return line(random.nextInt(20) - 10, random.nextInt(7200), false, waves.toArray(Wave[]::new));
    }

    private static Optional<Line> line(int startHours, int spreadSeconds, boolean halted, Wave... waves) {
        return Optional.of(new Line(new PatchLevel(2), new Digest("1".repeat(64)), at(startHours),
                Duration.ofSeconds(spreadSeconds), List.of(waves), halted));
    }

    private static Instant at(int hours) {
        return PUBLISHED.plus(Duration.ofHours(hours));
    }

    private static Patch patch(Pace pace) {
        Advisory advisory = new Advisory("GW-1", "T", List.of(), Severity.LOW, false, List.of(), "", PUBLISHED);
        Terms terms = new Terms(pace, Optional.empty(), Terms.Consent.NONE, Terms.Mode.LIVE, Optional.empty());
        return new Patch(new PatchId("gateway", "5.2.0", new PatchLevel(2)),
                new Changes(List.of(), List.of(), List.of(), List.of()), List.of(), advisory, terms);
    }
}
