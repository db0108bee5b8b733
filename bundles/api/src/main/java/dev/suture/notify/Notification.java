// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify;

import java.time.Duration;
import java.util.Optional;

/**
 * A hint that new metadata exists, as it came from the network: authentic in nothing until the verifier says so.
 *
 * @param timestamp the bytes of a timestamp.json; empty when the hint carries none (a poll, a person)
 * @param packet the bytes of a one-packet patch; empty when the hint carries none
 * @param spread the window over which the devices spread their first request
 */
public record Notification(Optional<Bytes> timestamp, Optional<Bytes> packet, Duration spread) {
    /** A hint without content: look now. */
    public static final Notification CHECK_NOW = new Notification(Optional.empty(), Optional.empty(), Duration.ZERO);

    /** @throws IllegalArgumentException if the spread is negative or longer than a day */
    public Notification {
        if (spread.isNegative() || spread.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a spread window lasts from nothing to a day");
        }
    }
}
