// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.GlobalEventExecutor;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** An MQTT broker in this JVM, on the loopback address, that keeps nothing on disk. */
public final class EmbeddedBroker implements AutoCloseable {

    private static final String ACCEPTOR = "mqtt";

    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final int port;

    /** Starts it on {@code port}. @throws IOException if that fails, e.g. because the port is taken */
    public EmbeddedBroker(int port) throws IOException {
        this.port = port;
        QuietLogs.apply();
        broker.setConfiguration(configuration(port));
        try {
            broker.start();
        } catch (Exception e) {
            throw new IOException("the broker did not start on port " + port + ": " + e.getMessage(), e);
        }
        // It only logs that its port is taken.
        if (!(broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR) instanceof NettyAcceptor acceptor)
                || acceptor.getActualPort() != port) {
            close();
            throw new IOException("the broker could not listen on port " + port + "; is it taken?");
        }
    }

    /** Its address, e.g. {@code tcp://127.0.0.1:21883}. */
    public String address() {
        return "tcp://127.0.0.1:" + port;
    }

    private static Configuration configuration(int port) throws IOException {
        try {
            return new ConfigurationImpl().setPersistenceEnabled(false).setSecurityEnabled(false)
                    .setJournalType(JournalType.NIO).setJMXManagementEnabled(false).setMessageCounterEnabled(false)
                    .setMaxDiskUsage(-1)
                    .setThreadPoolMaxSize(8).setScheduledThreadPoolMaxSize(2)
                    .addAcceptorConfiguration("mqtt",
                            "tcp://127.0.0.1:" + port + "?protocols=MQTT;nioRemotingThreads=2;useEpoll=false");
        } catch (Exception e) {
            throw new IOException("the broker's configuration is refused: " + e.getMessage(), e);
        }
    }

    /** Stops it and every thread it had. */
    @Override
    public void close() throws IOException {
        try {
            broker.stop();
            ActiveMQClient.clearThreadPools();
            GlobalEventExecutor.INSTANCE.awaitInactivity(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IOException("the broker did not stop: " + e.getMessage(), e);
        }
    }
}
