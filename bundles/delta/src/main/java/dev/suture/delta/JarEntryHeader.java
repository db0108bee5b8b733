// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * One line of a jar's central directory, already judged by itself.
 *
 * @param name its name, UTF-8 on disk
 * @param coding how its content lies in the file
 * @param offset where its local header begins
 */
record JarEntryHeader(String name, Coding coding, long offset) {
    static final String MANIFEST = "META-INF/MANIFEST.MF";

    /**
     * The canonical order: the manifest, then the rest of META-INF (who reads a signed jar as a stream needs the
     * signatures before what they sign), then all else, each by the bytes of the name.
     */
    static final Comparator<JarEntryHeader> CANONICAL = Comparator.comparingInt(JarEntryHeader::rank)
            .thenComparing(JarEntryHeader::utf8, Arrays::compareUnsigned);

    /**
     * How the content of an entry lies in the file.
     *
     * @param method {@link #STORED} or {@link #DEFLATED}
     * @param flags the general purpose flags
     * @param crc CRC-32 of the uncompressed content
     * @param packed length of the content as it lies in the file
     * @param size length of the uncompressed content
     */
    record Coding(int method, int flags, long crc, long packed, long size) {
        static final int STORED = 0;
        static final int DEFLATED = 8;
        private static final int ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13;
        private static final int SIZES_FOLLOW = 1 << 3;

        boolean isEncrypted() {
            return (flags & ENCRYPTED) != 0;
        }

        /** Whether the local header may leave checksum and sizes to what follows the content. */
        boolean sizesFollow() {
            return (flags & SIZES_FOLLOW) != 0;
        }
    }

    byte[] utf8() {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    boolean isDirectory() {
        return name.endsWith("/");
    }

    private int rank() {
        if (name.equals(MANIFEST)) {
            return 0;
        }
        return name.startsWith("META-INF/") ? 1 : 2;
    }
}
