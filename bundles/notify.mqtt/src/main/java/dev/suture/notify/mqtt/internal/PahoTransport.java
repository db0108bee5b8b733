// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.logging.LoggerFactory;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

import dev.suture.tuf.tls.TlsException;

/** Goes to a broker by Paho. */
final class PahoTransport implements Transport {
    /** The largest packet a broker may send: an announcement's 128 KiB and what MQTT adds. */
    static final int MAX_PACKET = 160 * 1024;

    private static final int KEEP_ALIVE_SECONDS = 45;
    private static final int CONNECT_SECONDS = 10;
    private static final long SESSION_SECONDS = Duration.ofDays(7).toSeconds();

    private final Broker broker;
    private final String device;
    private final Duration willDelay;
    private final Consumer<String> warnings;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    static {
        // Paho's own log goes to the JVM's, with a stack trace for every broker that goes away.
        LoggerFactory.setLogger(SilentLogger.class.getName());
    }

    /**
     * @param device the device's id, which is also the client's
     * @param willDelay how long the broker waits for this device to come back before it says that it is gone
     * @param warnings takes a line, once, for each file whose access rights are too wide
     */
    PahoTransport(Broker broker, String device, Duration willDelay, Consumer<String> warnings) {
        this.broker = broker;
        this.device = device;
        this.willDelay = willDelay;
        this.warnings = warnings;
    }

    @Override
    public String address() {
        return broker.address().toString();
    }

    @Override
    public Link open(Opening opening, Events events) {
        Sockets sockets = new Sockets((connected, host) -> broker.secured(connected, host, this::warn), MAX_PACKET);
        PahoLink link = new PahoLink(sockets, opening, events);
        try {
            MqttConnectionOptions options = options(opening.will(), sockets);
            broker.login(this::warn).ifPresent(login -> {
                options.setUserName(login.user());
                options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
            });
            link.connect(broker.transport(), device, options);
        } catch (TlsException e) {
            link.failed(e);
        }
        return link;
    }

    private void warn(String line) {
        if (warned.add(line)) {
            warnings.accept(line);
        }
    }

    private MqttConnectionOptions options(Message will, Sockets sockets) {
        MqttConnectionOptions options = new Options();
        options.setSocketFactory(sockets);
        options.setAutomaticReconnect(false);
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setWill(will.topic(), message(will));
        MqttProperties properties = new MqttProperties();
        properties.setWillDelayInterval(willDelay.toSeconds());
        options.setWillMessageProperties(properties);
        return options;
    }

    static MqttMessage message(Message message) {
        MqttMessage paho = new MqttMessage(message.payload().toArray());
        paho.setQos(1);
        paho.setRetained(message.retained());
        return paho;
    }

    /**
     * Tells the broker the largest packet, but not Paho, which would measure what it sends by it. A broker drops what is
     * larger instead of sending it.
     */
    private static final class Options extends MqttConnectionOptions {
        @Override
        public MqttProperties getConnectionProperties() {
            MqttProperties properties = super.getConnectionProperties();
            properties.setMaximumPacketSize((long) MAX_PACKET);
            return properties;
        }
    }
}
