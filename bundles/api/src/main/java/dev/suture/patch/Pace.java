// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.time.Duration;

/**
 * The fastest a rollout of this patch may ever go; signed offline, so no online role can exceed it.
 *
 * @param canaryPercent the largest first wave, 1 to 100
 * @param bake the least time between the first wave and the next
 * @param percentPerHour the most that is added in an hour after it, 1 to 100
 */
public record Pace(int canaryPercent, Duration bake, int percentPerHour) {
    /** Everyone, now. */
    public static final Pace UNLIMITED = new Pace(100, Duration.ZERO, 100);

    /** @throws IllegalArgumentException if a percentage is outside 1 to 100 or the bake time negative */
    public Pace {
        if (canaryPercent < 1 || canaryPercent > 100 || percentPerHour < 1 || percentPerHour > 100) {
            throw new IllegalArgumentException("a pace is given in percent from 1 to 100");
        }
        if (bake.isNegative()) {
            throw new IllegalArgumentException("a bake time is not negative");
        }
    }
}
