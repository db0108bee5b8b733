// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens the connection for one request: directly or through the proxy the JVM is configured for, with TLS or without. */
final class Connector {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final HttpLimits limits;
    private final ProxySelector proxies;
    private final Supplier<SSLSocketFactory> tls;

    /** A connector; {@code tls} is asked at the first secure connection, since it reads the JVM's certificates. */
    Connector(HttpLimits limits, ProxySelector proxies, Supplier<SSLSocketFactory> tls) {
        this.limits = limits;
        this.proxies = proxies;
        this.tls = tls;
    }

    /**
     * A connection, ready for the request.
     *
     * @param raw the socket at the bottom; closing it ends everything at once, whoever is blocked
     * @param top what to speak HTTP over
     * @param target what the request line names: a path, or for a proxy the whole address
     */
    record Connection(Socket raw, Socket top, String target) {}

    Connection open(URI uri, Patience patience) throws IOException {
        Proxy proxy = proxy(uri);
        boolean overHttpProxy = proxy.type() == Proxy.Type.HTTP;
        PatientSocket raw = new PatientSocket(overHttpProxy ? Proxy.NO_PROXY : proxy, patience);
        try {
            if (proxy.type() == Proxy.Type.SOCKS) {
                raw.connect(InetSocketAddress.createUnresolved(uri.getHost(), port(uri)), connectMillis());
            } else if (overHttpProxy) {
                InetSocketAddress address = (InetSocketAddress) proxy.address();
                connect(raw, address.getHostString(), address.getPort());
            } else {
                connect(raw, uri.getHost(), port(uri));
            }
            if (!isSecure(uri)) {
                return new Connection(raw, raw, overHttpProxy ? absolute(uri) : path(uri));
            }
            if (overHttpProxy) {
                tunnel(raw, uri);
            }
            return new Connection(raw, secure(raw, uri), path(uri));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private Proxy proxy(URI uri) {
        List<Proxy> selected = proxies.select(uri);
        return selected.isEmpty() ? Proxy.NO_PROXY : selected.get(0);
    }

    private void connect(Socket socket, String host, int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), connectMillis());
        } catch (SocketTimeoutException e) {
            throw new ConnectException("no answer within " + connectMillis() + " ms");
        }
    }

    private int connectMillis() {
        return (int) limits.connect().toMillis();
    }

    private static void tunnel(Socket proxy, URI uri) throws IOException {
        String target = uri.getHost() + ":" + port(uri);
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        proxy.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        if (ResponseHead.read(proxy.getInputStream()).status() / 100 != 2) {
            throw new BadResponseException("the proxy does not let this through");
        }
    }

    private Socket secure(Socket raw, URI uri) throws IOException {
        SSLSocket socket = (SSLSocket) tls.get().createSocket(raw, uri.getHost(), port(uri), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isSecure(uri) ? HTTPS_PORT : HTTP_PORT;
    }

    private static boolean isSecure(URI uri) {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    private static String path(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
    }

    private static String absolute(URI uri) {
        return "http://" + authority(uri) + path(uri);
    }
}
