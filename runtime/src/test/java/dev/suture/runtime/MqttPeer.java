// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

import dev.suture.tuf.tls.TlsFiles;

/** Anybody who speaks MQTT over TLS to a broker, by his rights or beyond them. */
final class MqttPeer implements AutoCloseable, MqttCallback {
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");
    private static final long LIMIT_MILLIS = 30_000;
    private static final int FIRST_FAILURE = 0x80;

    private final MqttAsyncClient client;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();

    /** A message. @param retained whether the broker had kept it */
    record Heard(String topic, String text, boolean retained) {}

    /** Connects. @throws MqttException if the broker does not let it in */
    MqttPeer(String broker, TlsFiles files, String clientId) throws Exception {
        this(broker, clientId, options(files));
    }

    private MqttPeer(String broker, String clientId, MqttConnectionOptions options) throws Exception {
        PAHO.setLevel(Level.OFF);
        client = new MqttAsyncClient(broker, clientId, new MemoryPersistence());
        client.setCallback(this);
        try {
            client.connect(options).waitForCompletion(LIMIT_MILLIS);
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    /** Connects with a last will. */
    static MqttPeer withWill(String broker, TlsFiles files, String clientId, String topic) throws Exception {
        MqttConnectionOptions options = options(files);
        options.setWill(topic, new MqttMessage("will".getBytes(StandardCharsets.UTF_8)));
        return new MqttPeer(broker, clientId, options);
    }

    private static MqttConnectionOptions options(TlsFiles files) throws Exception {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setSocketFactory(files.read(InstantSource.system(), line -> {
            throw new IllegalStateException(line);
        }));
        return options;
    }

    boolean isConnected() {
        return client.isConnected();
    }

    void subscribe(String filter) throws MqttException {
        client.subscribe(filter, 1).waitForCompletion(LIMIT_MILLIS);
    }

    /** Publishes a retained message. @return whether the broker took it */
    boolean publish(String topic, String text) throws MqttException {
        IMqttToken token = client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, true);
        token.waitForCompletion(LIMIT_MILLIS);
        int[] codes = token.getReasonCodes();
        return codes == null || Arrays.stream(codes).allMatch(code -> code < FIRST_FAILURE);
    }

    /** Waits for the next message. */
    Heard next() throws InterruptedException {
        Heard next = heard.poll(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        assertNotNull(next, "nothing more was heard");
        return next;
    }

    /** Waits for a message on a topic with a text in it, passing over others. */
    Heard await(String topic, String part) throws InterruptedException {
        Heard next = next();
        while (!next.topic().equals(topic) || !next.text().contains(part)) {
            next = next();
        }
        return next;
    }

    /** Leaves, and has the broker speak the last will. */
    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect(0, null, null, MqttReturnCode.RETURN_CODE_DISCONNECT_WITH_WILL_MESSAGE,
                    new MqttProperties()).waitForCompletion(LIMIT_MILLIS);
        }
        client.close(true);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        heard.add(new Heard(topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // isConnected says so.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // Whoever waits for a message will miss it.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publish() waits for it.
    }

    @Override
    public void connectComplete(boolean reconnect, String server) {
        // The constructor waits for it.
    }

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {
        // Not asked for.
    }
}
