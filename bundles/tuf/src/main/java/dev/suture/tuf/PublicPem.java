// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key as SubjectPublicKeyInfo in PEM (RFC 7468 §13), the form TUF §4.2.2 lists keys in. Stateless. */
final class PublicPem {
    /** Twice what the largest key there is here takes. */
    private static final int MAX_LENGTH = 8192;
    /** Possessive, so that hostile text costs one pass. */
    private static final Pattern PEM = Pattern
            .compile("\\s*+-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]++)-----END PUBLIC KEY-----\\s*+");

    private PublicPem() {
    }

    /** The DER, however its lines are broken; empty if this is no public key in PEM, or something stands beside it. */
    static Optional<byte[]> find(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (pem.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the alphabet is right and the length is not
        }
    }

    static String write(byte[] der) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }
}
