// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.tuf.PrivateKey;

/** A private key as unencrypted PKCS#8 PEM (RFC 7468 §10), the form OpenSSL writes too. */
final class KeyPem {
    private static final int LINE = 64;
    private static final Pattern PEM = Pattern
            .compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]++)-----END PRIVATE KEY-----\\s*+");

    private KeyPem() {
    }

    static byte[] write(PrivateKey key) {
        Base64.Encoder lines = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        String pem = "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(key.pkcs8())
                + "\n-----END PRIVATE KEY-----\n";
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException if this is no unencrypted key of a known kind; the message shows nothing of it */
    static PrivateKey read(byte[] pem) {
        Matcher matcher = PEM.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no unencrypted PKCS#8 PEM");
        }
        return PrivateKey.read(Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", "")));
    }
}
