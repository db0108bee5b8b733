// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

import dev.suture.notify.Bytes;

/**
 * Hears what a Paho client has to tell.
 *
 * @param topic the only topic that counts: a session may hold subscriptions from an earlier base release
 */
record PahoCallback(String topic, Transport.Events events) implements MqttCallback {
    @Override
    public void messageArrived(String on, MqttMessage message) {
        if (on.equals(topic)) {
            events.arrived(Bytes.copyOf(message.getPayload()));
        }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        events.down(Reasons.of(response));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Whatever matters ends the connection.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // Each message has a listener of its own.
    }

    @Override
    public void connectComplete(boolean reconnect, String server) {
        // The attempt has a listener of its own.
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        // No such authentication is asked for.
    }
}
