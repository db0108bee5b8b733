// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param connect the longest wait for a connection
 * @param silence the longest wait for the next byte
 * @param floor the fewest bytes a second, looked at once every {@code window} of waiting
 * @param window how long a source may be slower than that before it counts; also the grace at the beginning
 * @param deadline the longest a download may take in all
 */
public record HttpLimits(Duration connect, Duration silence, int floor, Duration window, Duration deadline) {
    /** @throws IllegalArgumentException if a time is not positive or the floor is negative */
    public HttpLimits {
        if (!positive(connect) || !positive(silence) || !positive(window) || !positive(deadline) || floor < 0) {
            throw new IllegalArgumentException("time limits are positive, a speed is not negative");
        }
    }

    private static boolean positive(Duration time) {
        return time.toMillis() > 0;
    }
}
