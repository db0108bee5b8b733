// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedBrokerTest {
    private static final String TOPIC = "suture/v1/gateway/b/5.2.0/notify";

    @Test
    void carriesRetainedMessagesAndLeavesNoThread() throws Exception {
        Set<String> before = threads();
        int port = new FreePorts(new Random()).pick();
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        try (EmbeddedBroker broker = new EmbeddedBroker(port)) {
            MqttTap.publishRetained(broker.address(), TOPIC, "now".getBytes(StandardCharsets.UTF_8));
            MqttTap tap = new MqttTap(broker.address(), "suture/v1/gateway/#",
                    (topic, payload) -> received.add(topic + " " + new String(payload, StandardCharsets.UTF_8)));
            assertEquals(TOPIC + " now", received.poll(10, TimeUnit.SECONDS));
            tap.close();
        }
        Set<String> left = threads();
        left.removeAll(before);
        assertEquals(Set.of(), left);
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, free.getLocalPort());
        }
    }

    @Test
    void aTakenPortIsAFailure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThrows(IOException.class, () -> new EmbeddedBroker(taken.getLocalPort()).close());
        }
    }

    @Test
    void aBrokerThatIsNotThereIsAFailure() throws IOException {
        int port = new FreePorts(new Random()).pick();
        assertThrows(IOException.class, () -> new MqttTap("tcp://127.0.0.1:" + port, "#", (topic, payload) -> {}));
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
                .map(thread -> thread.getName() + " " + thread.getId()).collect(Collectors.toCollection(TreeSet::new));
    }
}
