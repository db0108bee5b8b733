// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.suture.tuf.Header;
import dev.suture.tuf.Metadata;

/** How long the metadata of each role lives. */
enum Life {
    ROOT(365), TARGETS(365), PATCHES(90), ROLLOUT(7), SNAPSHOT(7), TIMESTAMP(1);

    private final Duration span;

    Life(int days) {
        span = Duration.ofDays(days);
    }

    /** The header of a file that is signed now. */
    Header header(long version, Clock clock) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Header(version, now.plus(span), Optional.of(now));
    }

    /** Whether less than half of its life is left. */
    boolean isPastHalf(Metadata metadata, Instant now) {
        return now.plus(span.dividedBy(2)).isAfter(metadata.expires());
    }
}
