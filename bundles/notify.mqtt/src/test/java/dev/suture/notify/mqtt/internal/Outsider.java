// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The announcer and the fleet service in one: writes announcements and reads what devices say. */
final class Outsider implements MqttCallback {
    private final MqttClient client;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    /** @param retained whether the broker had kept it */
    record Heard(String topic, String text, boolean retained) {}

    Outsider(int port) throws MqttException {
        client = new MqttClient(TestBroker.address(port).toString(), "outsider", new MemoryPersistence());
        client.setCallback(this);
        client.connect();
        client.subscribe("suture/v1/gateway/d/#", 1);
    }

    void announce(byte[] payload) throws MqttException {
        client.publish(Samples.TOPICS.announcements(), payload, 1, true);
    }

    /** Waits for a message, passing over others. */
    Heard await(String topic, Predicate<String> text) throws InterruptedException {
        while (true) {
            Heard next = heard.poll(20, TimeUnit.SECONDS);
            assertNotNull(next, () -> "nothing more on " + topic);
            if (next.topic().equals(topic) && text.test(next.text())) {
                return next;
            }
        }
    }

    void stop() throws MqttException {
        client.disconnectForcibly(0, 1000, false);
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.add(new Heard(topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // A test that waits for a message says so.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // As above.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publish() waits for it.
    }

    @Override
    public void connectComplete(boolean reconnect, String server) {
        // connect() waits for it.
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        // Not asked for.
    }
}
