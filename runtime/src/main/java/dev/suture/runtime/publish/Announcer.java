// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

import dev.suture.runtime.Broker;
import dev.suture.runtime.UserError;
import dev.suture.tuf.tls.Login;
import dev.suture.tuf.tls.TlsException;
import dev.suture.tuf.tls.TlsReasons;

import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttToken;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Puts one retained message on a broker and leaves.
 *
 * @param broker the broker
 * @param warnings takes a line for each file whose access rights are too wide
 */
record Announcer(Broker broker, Consumer<String> warnings) {
    private static final int CONNECT_SECONDS = 10;
    /** MQTT 5.0, 2.4: reason codes from here on are failures. */
    private static final int FIRST_REFUSAL = 0x80;
    private static final long WAIT_MILLIS = 15_000;
    /** Held, or its level would be forgotten with it; what matters it also throws. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

    /** Publishes at QoS 1, retained, and waits until the broker has it. @throws UserError if it does not take it */
    void publish(String topic, byte[] payload) {
        PAHO.setLevel(Level.OFF);
        broker.warnIfOpen(warnings);
        try {
            MqttClient client = new MqttClient(broker.address(), "", new MemoryPersistence());
            try {
                client.setTimeToWait(WAIT_MILLIS);
                client.connect(options());
                requireTaken(client.getTopic(topic).publish(payload, 1, true), topic);
            } finally {
                leave(client);
            }
        } catch (TlsException e) {
            throw new UserError(e.getMessage(), e);
        } catch (MqttException e) {
            throw new UserError("the broker " + broker.address() + " did not take the announcement ("
                    + TlsReasons.find(e).orElseGet(() -> reason(e))
                    + "); check that it runs and lets the announcer in, "
                    + "and try again", e);
        }
    }

    /** A broker whose access rules forbid it acknowledges all the same, with a reason. */
    private void requireTaken(MqttToken acknowledgement, String topic) throws MqttException {
        acknowledgement.waitForCompletion(WAIT_MILLIS);
        for (int reason : acknowledgement.getReasonCodes()) {
            if (reason >= FIRST_REFUSAL) {
                throw new UserError("the broker " + broker.address() + " refuses the announcement (reason 0x"
                        + Integer.toHexString(reason) + "); let this announcer write " + topic + " there");
            }
        }
    }

    /** However it went: a client that is still connected cannot be closed. */
    private static void leave(MqttClient client) throws MqttException {
        if (client.isConnected()) {
            client.disconnect();
        }
        client.close(true);
    }

    private MqttConnectionOptions options() throws TlsException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setConnectionTimeout(CONNECT_SECONDS);
        if (broker.isSecure()) {
            options.setSocketFactory(broker.tls().read(InstantSource.system(), warnings));
        }
        if (!broker.credentials().isEmpty()) {
            Login login = Login.read(broker.credentials(), warnings);
            options.setUserName(login.user());
            options.setPassword(login.password().getBytes(StandardCharsets.UTF_8));
        }
        return options;
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
