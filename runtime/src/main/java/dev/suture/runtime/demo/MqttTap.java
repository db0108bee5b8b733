// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.util.function.BiConsumer;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Listens to a topic from outside, as a fleet service would, on threads of its own. */
public final class MqttTap implements AutoCloseable {
    private static final int CONNECT_SECONDS = 10;

    private final MqttClient client;

    /**
     * Connects and subscribes.
     *
     * @param broker the address, {@code tcp://host:port}
     * @param filter a topic filter
     * @param messages takes topic and payload of each message, one after the other
     * @throws IOException if the broker cannot be reached
     */
    public MqttTap(String broker, String filter, BiConsumer<String, byte[]> messages) throws IOException {
        QuietLogs.apply();
        try {
            client = new MqttClient(broker, "", new MemoryPersistence());
            client.setCallback(new Receiver(messages));
            MqttConnectionOptions options = new MqttConnectionOptions();
            options.setConnectionTimeout(CONNECT_SECONDS);
            client.connect(options);
            client.subscribe(filter, 1);
        } catch (MqttException e) {
            throw new IOException("no answer from the broker " + broker + ": " + e.getMessage(), e);
        }
    }

    /** Leaves one message for whoever subscribes, now or later. @throws IOException if the broker does not take it */
    static void publishRetained(String broker, String topic, byte[] payload) throws IOException {
        QuietLogs.apply();
        try {
            MqttClient publisher = new MqttClient(broker, "", new MemoryPersistence());
            publisher.connect();
            publisher.publish(topic, payload, 1, true);
            publisher.disconnect();
            publisher.close();
        } catch (MqttException e) {
            throw new IOException("the broker " + broker + " did not take the message: " + e.getMessage(), e);
        }
    }

    /** Lets go of the broker. */
    @Override
    public void close() throws IOException {
        try {
            client.disconnectForcibly(0, 1000, false);
            client.close(true);
        } catch (MqttException e) {
            throw new IOException("the broker did not let go: " + e.getMessage(), e);
        }
    }

    private record Receiver(BiConsumer<String, byte[]> messages) implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) {
            messages.accept(topic, message.getPayload());
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            // Whoever waits for a message will miss it and say so.
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            // As above.
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Nothing is sent.
        }

        @Override
        public void connectComplete(boolean reconnect, String server) {
            // The constructor waits for it.
        }

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {
            // No such authentication is asked for.
        }
    }
}
