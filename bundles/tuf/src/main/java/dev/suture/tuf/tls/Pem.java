// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM (RFC 7468). Stateless; {@code name} is the file, for messages. */
final class Pem {
    private static final Pattern KEY = Pattern
            .compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN (ENCRYPTED|[A-Z]+) PRIVATE KEY-----");

    private Pem() {
    }

    /** All certificates of a file, at least one. */
    static List<X509Certificate> certificates(String name, byte[] bytes) throws TlsException {
        try {
            List<X509Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes)).stream().map(X509Certificate.class::cast)
                    .toList();
            if (found.isEmpty()) {
                throw new TlsException(name + " has no certificate in it");
            }
            return found;
        } catch (CertificateException e) {
            throw new TlsException(name + " is not a list of certificates in PEM", e);
        }
    }

    /** The first private key of a file, of the kind that belongs to {@code owner}. */
    static PrivateKey key(String name, byte[] bytes, X509Certificate owner) throws TlsException {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new TlsException(name + (OTHER_KEY.matcher(text).find()
                    ? " is a private key in another form; convert it: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
                    : " has no private key in it; it must be unencrypted PKCS#8 in PEM"));
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(key.group(1));
            return KeyFactory.getInstance(owner.getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsException(name + " is not the private key of the certificate, or damaged", e);
        }
    }
}
