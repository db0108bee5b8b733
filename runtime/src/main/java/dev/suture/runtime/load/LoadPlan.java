// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is asked, how often, and what the right answer is.
 *
 * @param host a numeric address
 * @param port its port
 * @param path path and query, already encoded
 * @param expected the body of the right answer, which has status 200
 * @param perSecond requests a second, 1 to 20000
 * @param timeout when a request without an answer counts as lost
 */
public record LoadPlan(String host, int port, String path, String expected, int perSecond, Duration timeout) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public LoadPlan {
        if (port < 1 || port > 65535 || perSecond < 1 || perSecond > 20_000) {
            throw new IllegalArgumentException("a load has a port from 1 to 65535 and a rate from 1 to 20000");
        }
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalArgumentException("a path starts with / and is already encoded");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than nothing");
        }
    }

    byte[] request() {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
