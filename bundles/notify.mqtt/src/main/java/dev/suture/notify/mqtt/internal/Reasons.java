// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;

import dev.suture.tuf.tls.TlsReasons;

/** Why there is no connection, in words for a person; what the broker itself writes is not among them. Stateless. */
final class Reasons {
    private static final int FIRST_FAILURE = 0x80;
    private static final int TIMEOUT = 32000;
    private static final Map<Integer, String> WORDS = Map.of(0x85, "it does not accept this device's id",
            0x86, "it does not accept user or password", 0x87, "this device is not authorized",
            0x89, "it is busy", 0x8B, "it shuts down", 0x8E, "another client came with this device's id",
            TIMEOUT, "it does not answer in time", 32109, "the connection broke");

    private Reasons() {
    }

    /** Whether the broker answered with a refusal. */
    static boolean isRefusal(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        return codes != null && Arrays.stream(codes).anyMatch(code -> code >= FIRST_FAILURE);
    }

    static String of(MqttDisconnectResponse response) {
        return response.getException() == null ? of(response.getReturnCode()) : of(response.getException());
    }

    static String of(Throwable failure) {
        return TlsReasons.find(failure).orElseGet(() -> words(failure));
    }

    private static String words(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof UnknownHostException) {
            return "its name is unknown";
        }
        if (cause instanceof SocketTimeoutException) {
            return WORDS.get(TIMEOUT);
        }
        if (cause instanceof EOFException) {
            return "it closed the connection";
        }
        if (cause instanceof MqttException mqtt) {
            return of(mqtt.getReasonCode());
        }
        return String.valueOf(cause.getMessage());
    }

    private static String of(int code) {
        return WORDS.getOrDefault(code, "MQTT reason code " + code);
    }
}
