// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The name of a delegated role: any text (TUF §4.5 sets no limits), made harmless by its encoded form. What it comes from
 * is signed, but by people who may wish for {@code ../root}. Immutable.
 */
public final class RoleName {
    /** The longest name, in UTF-16 units: no server takes a longer address. */
    public static final int MAX_LENGTH = 1024;

    /** Their files would be taken for those of the top-level roles. */
    private static final Set<String> TAKEN = Set.of("root", "timestamp", "snapshot", "targets");
    private static final String UNRESERVED = "-._~";
    /** What a file system bears (255 bytes), less versions and extensions. */
    private static final int MAX_STEM = 200;

    private final String name;
    private final String encoded;

    /** @throws IllegalArgumentException if it is not {@linkplain #isLegal legal} */
    public RoleName(String name) {
        if (!isLegal(name)) {
            throw new IllegalArgumentException("a delegated role has a name, no top-level role's, of at most "
                    + MAX_LENGTH + " characters");
        }
        this.name = name;
        this.encoded = encode(name);
    }

    /** Whether a delegated role may have this name: not empty, not that of a top-level role, not too long. */
    public static boolean isLegal(String name) {
        return !name.isEmpty() && name.length() <= MAX_LENGTH && !TAKEN.contains(name);
    }

    /** The name as it is signed. */
    public String name() {
        return name;
    }

    /** The name percent-encoded, as in URLs and messages: letters, digits and {@code -._~%}; no two names have one form. */
    public String encoded() {
        return encoded;
    }

    /** The name under which the snapshot lists its file (TUF §4.4): not encoded. */
    String listedName() {
        return name + ".json";
    }

    /** What its trusted file is called, without an extension: the encoded form, or a digest of one that is too long. */
    String stem() {
        // No encoded name has two percent signs in a row.
        return encoded.length() <= MAX_STEM
                ? encoded
                : "%%" + Hashing.sha256(encoded.getBytes(StandardCharsets.US_ASCII));
    }

    private static String encode(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
                    || UNRESERVED.indexOf(b) >= 0;
            text.append(plain ? Character.toString(b) : String.format(Locale.ROOT, "%%%02X", b));
        }
        return text.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoleName that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return encoded;
    }
}
