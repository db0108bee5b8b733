// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.HexFormat;
import java.util.Optional;

/** Hexadecimal text from outside. Stateless. */
final class Hex {
    private Hex() {
    }

    /** The bytes; empty if {@code text} is not one or more pairs of hexadecimal digits. */
    static Optional<byte[]> find(String text) {
        boolean pairs = !text.isEmpty() && text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
        return pairs ? Optional.of(HexFormat.of().parseHex(text)) : Optional.empty();
    }
}
