// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who of a fleet may have which level of one base release already. It is signed by an online key, so it can hold patches back
 * and nothing else: never faster than a patch's {@link Pace}, and nothing of what the patch says is in it.
 *
 * @param product the product
 * @param base the base release
 * @param lines one a level at most; a level without one is for everybody, as fast as its pace allows
 */
public record Rollout(String product, String base, List<Line> lines) {
    /**
     * What holds for one level.
     *
     * @param level the level
     * @param patch SHA-256 of its patch.json; the line is of no other patch
     * @param start before this nobody has it
     * @param spread over how long the devices of a wave begin; zero for all at once
     * @param waves what part of the fleet may have it from when on; the parts and the times rise
     * @param halted whether nobody begins any more; whoever has it keeps it
     */
    public record Line(PatchLevel level, Digest patch, Instant start, Duration spread, List<Wave> waves,
            boolean halted) {
        /** @throws IllegalArgumentException if there is no wave, one is not later and larger, or the spread is negative */
        public Line {
            waves = List.copyOf(waves);
            if (waves.isEmpty() || spread.isNegative()) {
                throw new IllegalArgumentException("a rollout has at least one wave, and no negative spread");
            }
            for (int i = 1; i < waves.size(); i++) {
                if (waves.get(i).percent() <= waves.get(i - 1).percent()
                        || waves.get(i).after().compareTo(waves.get(i - 1).after()) <= 0) {
                    throw new IllegalArgumentException("each wave is later and larger than the one before");
                }
            }
        }
    }

    /**
     * A part of the fleet.
     *
     * @param percent of all devices, those of earlier waves included, 1 to 100
     * @param after how long after the start it begins
     */
    public record Wave(int percent, Duration after) {
        /** @throws IllegalArgumentException if the percentage is outside 1 to 100 or the time negative */
        public Wave {
            if (percent < 1 || percent > 100 || after.isNegative()) {
                throw new IllegalArgumentException("a wave is 1 to 100 percent, and not before the start");
            }
        }
    }

    /** @throws IllegalArgumentException if a name is malformed or a level has two lines */
    public Rollout {
        Names.name("product", product);
        Names.name("base", base);
        lines = List.copyOf(lines);
        if (lines.stream().map(Line::level).distinct().count() < lines.size()) {
            throw new IllegalArgumentException("a level has one line");
        }
    }

    /** The line of this patch, if there is one. */
    public Optional<Line> find(PatchLevel level, Digest patch) {
        return lines.stream().filter(line -> line.level().equals(level) && line.patch().equals(patch)).findFirst();
    }
}
