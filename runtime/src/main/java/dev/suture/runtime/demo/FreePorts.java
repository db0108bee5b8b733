// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Picks ports for servers that cannot pick their own. They lie below the range from which the system takes ports for
 * outgoing connections, so that a port is not taken between its choice and its use by some client nearby.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final int TRIES = 100;

    private final RandomGenerator random;

    public FreePorts(RandomGenerator random) {
        this.random = random;
    }

    /** A loopback port nobody listens on. @throws IOException if none is found */
    public int pick() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + random.nextInt(COUNT);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                // Taken: the next one, then.
                continue;
            }
        }
        throw new IOException("no free port found between " + FIRST + " and " + (FIRST + COUNT - 1));
    }
}
