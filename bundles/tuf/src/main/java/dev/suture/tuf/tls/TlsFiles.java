// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * The paths of the files that say whom to trust in TLS and, for a server that wants to know, who one is; "" for none. Safe
 * for use by several threads.
 *
 * @param trust PEM: the certificates of the authorities that may sign a server's
 * @param certificate PEM: the own certificate, then those of the authorities between it and the root
 * @param key PEM: its private key, unencrypted PKCS#8
 * @param keystore PKCS#12: certificate and key together, instead of the two
 * @param keystorePassword its password, in a file of one line
 */
public record TlsFiles(String trust, String certificate, String key, String keystore, String keystorePassword) {
    /** No file at all. */
    public static final TlsFiles NONE = new TlsFiles("", "", "", "", "");

    /** @throws IllegalArgumentException if one stands without another that belongs to it; the message says which */
    public TlsFiles {
        require(certificate.isEmpty() == key.isEmpty(), "certificate and key belong together; one is missing");
        require(keystore.isEmpty() == keystorePassword.isEmpty(),
                "the key store and the file with its password belong together; one is missing");
        require(certificate.isEmpty() || keystore.isEmpty(),
                "the client's certificate is either in PEM files or in a key store, not in both");
        require(!trust.isEmpty() || certificate.isEmpty() && keystore.isEmpty(),
                "a client's certificate is for TLS, which needs the trust file: whom shall it trust?");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return Stream.of(trust, certificate, key, keystore, keystorePassword).allMatch(String::isEmpty);
    }

    /**
     * Reads them as they are now, and makes what makes sockets of them: TLS 1.2 or 1.3, the server's name checked.
     *
     * @param clock tells whether certificates have ended
     * @param warnings takes a line for each file whose access rights are too wide
     * @throws TlsException if one cannot be used, or the own certificate has ended
     */
    public SSLSocketFactory read(InstantSource clock, Consumer<String> warnings) throws TlsException {
        List<X509Certificate> authorities = Pem.certificates(trust, KeyFile.read(trust, false, warnings));
        Optional<Identity> identity = identity(warnings);
        Optional<String> complaint = identity.flatMap(own -> own.complaint(clock.instant()));
        if (complaint.isPresent()) {
            throw new TlsException(complaint.get());
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.isPresent() ? identity.get().managers() : new KeyManager[0],
                    new TrustManager[]{new ServerTrust(trust, authorities, clock)}, null);
            return new StrictSockets(context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new TlsException("this JVM cannot work with the keys in " + trust + certificate + keystore, e);
        }
    }

    private Optional<Identity> identity(Consumer<String> warnings) throws TlsException {
        if (!keystore.isEmpty()) {
            String password = new String(KeyFile.read(keystorePassword, true, warnings), StandardCharsets.UTF_8);
            return Optional.of(Identity.ofPkcs12(keystore, KeyFile.read(keystore, true, warnings),
                    password.lines().findFirst().orElse("").toCharArray()));
        }
        if (certificate.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> chain = Pem.certificates(certificate, KeyFile.read(certificate, false, warnings));
        return Optional.of(Identity.of(certificate,
                Pem.key(key, KeyFile.read(key, true, warnings), chain.get(0)), chain));
    }
}
