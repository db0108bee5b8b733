// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A DER encoding in which nothing varies but a body of fixed length at its end, as with every key that has one size. So
 * there is nothing to parse, and one key has one encoding.
 *
 * @param head all that stands before the body, in hexadecimal
 * @param length of the body, in bytes
 */
record FixedDer(String head, int length) {
    /** The body; empty if {@code der} is something else. */
    Optional<byte[]> find(byte[] der) {
        byte[] start = HexFormat.of().parseHex(head);
        boolean same = der.length == start.length + length
                && Arrays.equals(der, 0, start.length, start, 0, start.length);
        return same ? Optional.of(Arrays.copyOfRange(der, start.length, der.length)) : Optional.empty();
    }

    byte[] write(byte[] body) {
        if (body.length != length) {
            throw new IllegalArgumentException("a body of " + body.length + " bytes instead of " + length);
        }
        byte[] start = HexFormat.of().parseHex(head);
        byte[] der = Arrays.copyOf(start, start.length + length);
        System.arraycopy(body, 0, der, start.length, length);
        return der;
    }
}
