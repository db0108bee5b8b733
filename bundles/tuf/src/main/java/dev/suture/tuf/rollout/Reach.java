// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.suture.patch.Pace;
import dev.suture.patch.Patch;
import dev.suture.patch.Rollout.Line;
import dev.suture.patch.Rollout.Wave;

/**
 * How much of the fleet a rollout reaches at a moment, in percent: what the line of the online role says, and never more than
 * the pace that the patch was signed with. The pace counts from when the patch was published, or from the start of the line
 * where that is later: a line cannot gain time by a start in the past, and no line at all gains nothing.
 */
public final class Reach {
    private static final double ALL = 100;
    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    private Reach() {
    }

    /** The percentage at {@code now}, from 0 to 100; it never falls as time goes on, unless the line changes. */
    public static double at(Instant now, Patch patch, Optional<Line> line) {
        Pace pace = patch.terms().pace();
        Instant published = patch.advisory().published();
        if (line.isEmpty()) {
            return paced(pace, published, now);
        }
        Instant begun = line.get().start().isAfter(published) ? line.get().start() : published;
        return Math.min(lined(line.get(), now), paced(pace, begun, now));
    }

    /** A patch without a pace is for everybody at once, whatever the clock of the device believes. */
    private static double paced(Pace pace, Instant begun, Instant now) {
        if (pace.canaryPercent() == ALL) {
            return ALL;
        }
        if (now.isBefore(begun)) {
            return 0;
        }
        Duration after = Duration.between(begun, now).minus(pace.bake());
        return after.isNegative()
                ? pace.canaryPercent()
                : Math.min(ALL, pace.canaryPercent() + pace.percentPerHour() * (after.toMillis() / MILLIS_PER_HOUR));
    }

    private static double lined(Line line, Instant now) {
        if (line.halted()) {
            return 0;
        }
        double reached = 0;
        for (Wave wave : line.waves()) {
            Instant begins = line.start().plus(wave.after());
            if (!now.isBefore(begins)) {
                // Within the spread, devices begin one after the other in the order of their places.
                double part = line.spread().isZero()
                        ? 1
                        : Math.min(1, seconds(begins, now) / line.spread().toSeconds());
                reached += (wave.percent() - reached) * part;
            }
        }
        return reached;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
