// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.netty.util.concurrent.GlobalEventExecutor;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A real MQTT 5 broker in this JVM that forgets everything when it is stopped. */
final class TestBroker {
    /** Held, or its level would be forgotten with it. */
    private static final Logger TALKATIVE = Logger.getLogger("org.apache.activemq");
    private static final int WILL_SCAN_MILLIS = 100;

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

    /** Starts it. */
    TestBroker(int port) throws Exception {
        this(port, "");
    }

    /** Starts it with a second port, where TLS is spoken and clients need a certificate. */
    TestBroker(int port, int securePort, TestPki pki) throws Exception {
        this(port, "tcp://127.0.0.1:" + securePort + "?protocols=MQTT;nioRemotingThreads=2;sslEnabled=true;"
                + "needClientAuth=true;" + pki.artemis());
    }

    private TestBroker(int port, String secure) throws Exception {
        TALKATIVE.setLevel(Level.OFF);
        ConfigurationImpl configuration = new ConfigurationImpl();
        if (!secure.isEmpty()) {
            configuration.addAcceptorConfiguration("mqtts", secure);
        }
        broker.setConfiguration(configuration.setPersistenceEnabled(false).setSecurityEnabled(false)
                .setJournalType(JournalType.NIO).setJMXManagementEnabled(false).setMessageCounterEnabled(false)
                .setMaxDiskUsage(-1).setThreadPoolMaxSize(8).setScheduledThreadPoolMaxSize(2)
                .setMqttSessionScanInterval(WILL_SCAN_MILLIS)
                .addAcceptorConfiguration("mqtt",
                        "tcp://127.0.0.1:" + port + "?protocols=MQTT;nioRemotingThreads=2"));
        broker.start();
    }

    void stop() throws Exception {
        broker.stop();
        ActiveMQClient.clearThreadPools();
        GlobalEventExecutor.INSTANCE.awaitInactivity(5, TimeUnit.SECONDS);
    }

    /** A port nobody listens on. */
    static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    static URI address(int port) {
        return URI.create("tcp://127.0.0.1:" + port);
    }
}
