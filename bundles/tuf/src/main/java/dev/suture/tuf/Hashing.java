// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The JDK's digests, which are several times faster than Bouncy Castle's. Stateless. */
final class Hashing {
    static final String SHA_256 = "SHA-256";
    static final String SHA_512 = "SHA-512";

    private Hashing() {
    }

    static String sha256(byte[] bytes) {
        return hex(SHA_256, bytes);
    }

    /** The digest in lower-case hexadecimal; {@code algorithm} is one that every JDK has. */
    static String hex(String algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(digest(algorithm, bytes));
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
