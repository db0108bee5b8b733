// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.function.Consumer;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;

/** Paho's listener for one action, as two lambdas. */
record Listener(Consumer<IMqttToken> success, Consumer<Throwable> failure) implements MqttActionListener {
    static MqttActionListener of(Consumer<IMqttToken> success, Consumer<Throwable> failure) {
        return new Listener(success, failure);
    }

    @Override
    public void onSuccess(IMqttToken token) {
        success.accept(token);
    }

    @Override
    public void onFailure(IMqttToken token, Throwable cause) {
        failure.accept(cause);
    }
}
