// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the address of a broker. Stateless. */
final class Brokers {
    private static final String FORM = "broker must be tcp://host:port, e.g. tcp://broker.example:1883";

    private Brokers() {
    }

    /**
     * The address, if it has exactly the form {@code tcp://host:port}.
     *
     * @throws IllegalArgumentException if it has not; the message says what is wrong and does not repeat the address,
     *         which may hold a password
     */
    static URI parse(String text) {
        try {
            URI uri = new URI(text);
            if (!"tcp".equals(uri.getScheme())) {
                throw new IllegalArgumentException(FORM + "; this version knows no other scheme");
            }
            if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65535) {
                throw new IllegalArgumentException(FORM + "; host or port is missing or wrong");
            }
            if (!text.equals("tcp://" + uri.getHost() + ":" + uri.getPort())) {
                throw new IllegalArgumentException(FORM + "; nothing else belongs into it");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM + "; this is no address at all");
        }
    }
}
