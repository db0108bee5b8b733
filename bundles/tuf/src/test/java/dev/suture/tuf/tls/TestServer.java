// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TLS server on loopback that greets each client by the name in its certificate, if it wants one. */
final class TestServer implements AutoCloseable {
    private static final char[] PASSWORD = "x".toCharArray();

    private final SSLServerSocket server;
    private final Thread thread;

    /** @param clients PEM: the authority whose clients come in; "" for all clients, without a certificate */
    TestServer(TestIdentity identity, String clients) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(new ByteArrayInputStream(identity.pkcs12("x")), PASSWORD);
        keys.init(own, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        if (!clients.isEmpty()) {
            trusted.setCertificateEntry("clients", CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(clients.getBytes(StandardCharsets.US_ASCII))));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        if (!clients.isEmpty()) {
            trust.init(trusted);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), clients.isEmpty() ? null : trust.getTrustManagers(), null);
        server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5,
                InetAddress.getByName("127.0.0.1"));
        server.setNeedClientAuth(!clients.isEmpty());
        thread = new Thread(this::serve, "tls-server");
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (SSLSocket client = (SSLSocket) server.accept()) {
                client.startHandshake();
                String name = server.getNeedClientAuth()
                        ? client.getSession().getPeerPrincipal().getName()
                        : "CN=stranger";
                client.getOutputStream().write((name + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // A client that does not come in, or the end of the test: each has its own assertion.
                continue;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
