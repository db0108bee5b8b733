// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

import javax.net.ssl.SSLSocket;

import dev.suture.tuf.tls.Login;
import dev.suture.tuf.tls.TlsException;
import dev.suture.tuf.tls.TlsFiles;

/**
 * Which broker, and how one comes in. Files are read for every connection, so that renewed ones count without a restart.
 *
 * @param address {@code tcp://host:port} or {@code ssl://host:port}
 * @param tls the files for {@code ssl}
 * @param credentials the file with user and password, "" for none
 */
record Broker(URI address, TlsFiles tls, String credentials) {
    private static final String FORM = "broker must be tcp://host:port or ssl://host:port, e.g. ssl://broker.example:8883";

    /** @throws IllegalArgumentException if TLS is wanted without its files, or the other way round */
    Broker {
        if (isSecure(address) && tls.isEmpty()) {
            throw new IllegalArgumentException(
                    "broker is ssl://…, which needs the file trust: the authorities, in PEM, that "
                            + "may sign the broker's certificate");
        }
        if (!isSecure(address) && !tls.isEmpty()) {
            throw new IllegalArgumentException("broker is tcp://…, which uses no certificates; write ssl://… or leave "
                    + "trust, certificate, key and keystore out");
        }
    }

    /**
     * The address, if it has exactly one of the two forms.
     *
     * @throws IllegalArgumentException if it has not; the message says what is wrong and does not repeat the address,
     *         which may hold a password
     */
    static URI parse(String text) {
        try {
            URI uri = new URI(text);
            if (!"tcp".equals(uri.getScheme()) && !isSecure(uri)) {
                throw new IllegalArgumentException(FORM + "; there is no other scheme");
            }
            if (uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65535) {
                throw new IllegalArgumentException(FORM + "; host or port is missing or wrong");
            }
            if (!text.equals(uri.getScheme() + "://" + uri.getHost() + ":" + uri.getPort())) {
                throw new IllegalArgumentException(FORM + "; nothing else belongs into it");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM + "; this is no address at all");
        }
    }

    private static boolean isSecure(URI address) {
        return "ssl".equals(address.getScheme());
    }

    /** Whether whoever listens on the way can read the password. */
    boolean showsPassword() {
        return !isSecure(address) && !credentials.isEmpty();
    }

    /** The address for a client that knows TCP only: what it sends is encrypted below it. */
    String transport() {
        return "tcp://" + address.getHost() + ":" + address.getPort();
    }

    /** Reads user and password. @param warnings takes a line for a file whose access rights are too wide */
    Optional<Login> login(Consumer<String> warnings) throws TlsException {
        return credentials.isEmpty() ? Optional.empty() : Optional.of(Login.read(credentials, warnings));
    }

    /** Puts TLS on a connection, if it is wanted. Blocks at most for the connection's own time limit, read by read. */
    Socket secured(Socket connected, String host, Consumer<String> warnings) throws IOException {
        if (!isSecure(address)) {
            return connected;
        }
        SSLSocket secured = (SSLSocket) tls.read(InstantSource.system(), warnings).createSocket(connected, host,
                connected.getPort(), true);
        secured.startHandshake();
        return secured;
    }
}
