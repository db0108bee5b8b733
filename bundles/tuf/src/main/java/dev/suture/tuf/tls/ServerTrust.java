// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges a server by the JDK's rules, against the authorities of one file, and says why it does not pass. A certificate that
 * is itself in that file passes those rules after its end too: so the end is looked at first.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final String file;
    private final X509ExtendedTrustManager rules;
    private final InstantSource clock;

    /** @param file where the authorities are from, for messages */
    ServerTrust(String file, List<X509Certificate> authorities, InstantSource clock) throws GeneralSecurityException {
        this.file = file;
        this.clock = clock;
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry(Integer.toString(store.size()), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        rules = (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkServerTrusted(chain, type);
        try {
            rules.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw new Untrusted("its certificate is not for this host name; the name must stand in it", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        complaint("its certificate", chain[0]);
        try {
            rules.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            for (X509Certificate above : Arrays.asList(chain).subList(1, chain.length)) {
                complaint("the certificate that signed its own", above);
            }
            throw new Untrusted("its certificate is signed by none of those in " + file, e);
        }
    }

    private void complaint(String whose, X509Certificate certificate) throws Untrusted {
        Optional<String> complaint = Validity.complaint(whose, certificate, clock.instant());
        if (complaint.isPresent()) {
            throw new Untrusted(complaint.get() + " at the server");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        throw new UnsupportedOperationException("only sockets are made");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return rules.getAcceptedIssuers();
    }

    /** Why a server does not pass; its message is for a person and has nothing in it that the server wrote. */
    static final class Untrusted extends CertificateException {
        private static final long serialVersionUID = 1;

        Untrusted(String message) {
            super(message);
        }

        Untrusted(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
