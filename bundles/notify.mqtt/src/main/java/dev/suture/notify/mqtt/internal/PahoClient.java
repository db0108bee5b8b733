// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.concurrent.ScheduledExecutorService;

import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/** Paho's client with a quick way out. */
final class PahoClient extends MqttAsyncClient {
    /** Paho never hears that its last packet has left; on a healthy connection it has by then. */
    private static final long LAST_PACKET_MILLIS = 20;

    PahoClient(String broker, String device, ScheduledExecutorService threads) throws MqttException {
        super(broker, device, new MemoryPersistence(), null, threads);
    }

    /** Ends a connection that is up. @param politely whether the broker is told, which makes it forget the will */
    void hangUp(boolean politely) {
        try {
            comms.disconnectForcibly(0, LAST_PACKET_MILLIS, politely, MqttReturnCode.RETURN_CODE_SUCCESS,
                    new MqttProperties());
        } catch (MqttException e) {
            // Declared only. Whatever is left ends with the socket, which is closed next.
            return;
        }
    }
}
