// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.net.URI;
import java.time.Duration;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.logging.LoggerFactory;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Goes to a broker by Paho, over plain TCP. */
final class PahoTransport implements Transport {
    /** The largest packet a broker may send: an announcement's 128 KiB and what MQTT adds. */
    static final int MAX_PACKET = 160 * 1024;

    private static final int KEEP_ALIVE_SECONDS = 45;
    private static final int CONNECT_SECONDS = 10;
    private static final long SESSION_SECONDS = Duration.ofDays(7).toSeconds();

    private final URI broker;
    private final String device;
    private final Duration willDelay;

    static {
        // Paho's own log goes to the JVM's, with a stack trace for every broker that goes away.
        LoggerFactory.setLogger(SilentLogger.class.getName());
    }

    /**
     * @param broker see {@link Brokers#parse}
     * @param device the device's id, which is also the client's
     * @param willDelay how long the broker waits for this device to come back before it says that it is gone
     */
    PahoTransport(URI broker, String device, Duration willDelay) {
        this.broker = broker;
        this.device = device;
        this.willDelay = willDelay;
    }

    @Override
    public String address() {
        return broker.toString();
    }

    @Override
    public Link open(Opening opening, Events events) {
        Sockets sockets = new Sockets(MAX_PACKET);
        PahoLink link = new PahoLink(sockets, opening, events);
        link.connect(broker.toString(), device, options(opening.will(), sockets));
        return link;
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
