// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Who one is: a private key and the certificates that say whose it is, its own first.
 *
 * @param file where the certificate is from, for messages
 */
record Identity(String file, PrivateKey key, List<X509Certificate> chain) {
    /** The key's store in memory wants one. */
    private static final char[] PASSWORD = "in memory only".toCharArray();
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA",
            "EdDSA", "EdDSA");

    Identity {
        chain = List.copyOf(chain);
    }

    /** @throws TlsException if key and certificate do not belong together */
    static Identity of(String file, PrivateKey key, List<X509Certificate> chain) throws TlsException {
        Identity identity = new Identity(file, key, chain);
        if (!identity.isPair()) {
            throw new TlsException("the private key is not that of the certificate " + file);
        }
        return identity;
    }

    /** From PKCS#12 with one private key in it. */
    static Identity ofPkcs12(String file, byte[] bytes, char[] password) throws TlsException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.entryInstanceOf(alias, KeyStore.PrivateKeyEntry.class)) {
                    return of(file, (PrivateKey) store.getKey(alias, password), Arrays
                            .stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList());
                }
            }
        } catch (TlsException e) {
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsException(file + " is no PKCS#12, is damaged, or has another password", e);
        }
        throw new TlsException(file + " has no private key in it");
    }

    /** What is wrong with the certificate at this time. Asked before a server is, whose answer would be a bare number. */
    Optional<String> complaint(Instant now) {
        return Validity.complaint("the client certificate " + file, chain.get(0), now);
    }

    KeyManager[] managers() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, PASSWORD);
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read", e);
        }
        store.setKeyEntry("own", key, PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }

    private boolean isPair() {
        String algorithm = SIGNATURES.get(chain.get(0).getPublicKey().getAlgorithm());
        if (algorithm == null) {
            // The server will say.
            return true;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] signed = signature.sign();
            signature.initVerify(chain.get(0));
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Identity[" + file + "]";
    }
}
