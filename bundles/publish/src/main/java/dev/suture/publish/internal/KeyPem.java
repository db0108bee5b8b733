// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.suture.tuf.Ed25519PrivateKey;

/** An Ed25519 private key as unencrypted PKCS#8 PEM (RFC 8410 §7), the form OpenSSL writes too. */
final class KeyPem {
    /** All of the DER before the 32 bytes of the seed; nothing in it varies. */
    private static final byte[] HEAD = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int SEED = 32;
    private static final Pattern PEM = Pattern
            .compile("-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=]{1,256})\\s+-----END PRIVATE KEY-----\\s*");

    private KeyPem() {
    }

    static byte[] write(Ed25519PrivateKey key) {
        byte[] der = Arrays.copyOf(HEAD, HEAD.length + SEED);
        System.arraycopy(key.seed(), 0, der, HEAD.length, SEED);
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n";
        return pem.getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException if this is no unencrypted Ed25519 key; the message shows nothing of it */
    static Ed25519PrivateKey read(byte[] pem) {
        Matcher matcher = PEM.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no unencrypted PKCS#8 PEM");
        }
        byte[] der = Base64.getDecoder().decode(matcher.group(1));
        if (der.length != HEAD.length + SEED || !Arrays.equals(HEAD, Arrays.copyOf(der, HEAD.length))) {
            throw new IllegalArgumentException("no Ed25519 private key");
        }
        return Ed25519PrivateKey.of(Arrays.copyOfRange(der, HEAD.length, der.length));
    }
}
