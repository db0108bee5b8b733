// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.net.UnknownHostException;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.suture.runtime.UserError;

import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Puts one retained message on a broker and leaves.
 *
 * @param broker the address, {@code tcp://host:port}
 */
public record Announcer(String broker) {
    private static final int LAST_PORT = 65_535;
    private static final int CONNECT_SECONDS = 10;
    private static final long WAIT_MILLIS = 15_000;
    /** Held, or its level would be forgotten with it; what matters it also throws. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

    /** @throws UserError if the address is malformed */
    public Announcer {
        if (!broker.matches("tcp://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}")) {
            throw new UserError("'" + broker + "' is no broker address; write tcp://host:port");
        }
        if (Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1)) > LAST_PORT) {
            throw new UserError("'" + broker + "' is no broker address: ports end at " + LAST_PORT);
        }
    }

    /** Publishes at QoS 1, retained, and waits until the broker has it. @throws UserError if it does not take it */
    public void publish(String topic, byte[] payload) {
        PAHO.setLevel(Level.OFF);
        try {
            MqttClient client = new MqttClient(broker, "", new MemoryPersistence());
            try {
                client.setTimeToWait(WAIT_MILLIS);
                MqttConnectionOptions options = new MqttConnectionOptions();
                options.setConnectionTimeout(CONNECT_SECONDS);
                client.connect(options);
                client.publish(topic, payload, 1, true);
                client.disconnect();
            } finally {
                client.close(true);
            }
        } catch (MqttException e) {
            throw new UserError("the broker " + broker + " did not take the announcement ("
                    + reason(e) + "); check that it runs and try again", e);
        }
    }

    /** Paho says little; the cause below says more. */
    private static String reason(MqttException failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof UnknownHostException
                ? "unknown host " + cause.getMessage()
                : String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
