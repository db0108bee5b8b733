// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * A person at this device wants it to have another base release. Until it has, no patch is looked for, so it ends by itself: a
 * mirror, a full disk or a policy that keeps the base release away must not keep fixes away with it.
 *
 * @param base the base release
 * @param until when it ends
 */
record Wish(String base, Instant until) {
    private static final Duration LIFE = Duration.ofHours(1);

    static Wish of(String base, Instant now) {
        return new Wish(base, now.plus(LIFE));
    }

    /** Whether it has ended. One that ends later than any shows a clock that was set back. */
    boolean isOver(Instant now) {
        return !until.isAfter(now) || until.isAfter(now.plus(LIFE));
    }
}
