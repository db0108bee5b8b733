// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void passesByATakenPort() throws IOException {
        int first = new FreePorts(new Random(7)).pick();
        try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertNotEquals(taken.getLocalPort(), new FreePorts(new Random(7)).pick());
        }
        assertTrue(first >= 20_000 && first < 30_000);
    }
}
