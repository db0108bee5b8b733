// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.Optional;

/**
 * One way to obtain one canonical jar from the repository. Digest and length of both forms are signed, so the output of
 * decoding is capped before the first byte is read.
 *
 * @param digest SHA-256 of the canonical jar
 * @param length its length in bytes
 * @param encoding how {@code content} becomes the jar
 * @param source for {@link Encoding#DELTA}: the canonical jar it starts from; empty for {@link Encoding#XZ}
 * @param content SHA-256 of what is downloaded; it lies at {@code sha256/<content>} in the repository
 * @param contentLength its length in bytes
 */
public record Artifact(Digest digest, long length, Encoding encoding, Optional<Digest> source, Digest content,
        long contentLength) {
    /** How the downloaded form becomes the canonical jar. */
    public enum Encoding {
        /** The whole jar as one xz stream. */
        XZ,
        /** A delta from the {@link Artifact#source()} jar. */
        DELTA
    }

    /** Whether it is this jar as a whole, which needs no other. */
    public boolean brings(Digest jar) {
        return encoding == Encoding.XZ && digest.equals(jar);
    }

    /** @throws IllegalArgumentException if a length is negative or the source does not suit the encoding */
    public Artifact {
        if (length < 0 || contentLength < 0) {
            throw new IllegalArgumentException("a length is not negative");
        }
        if (source.isPresent() != (encoding == Encoding.DELTA)) {
            throw new IllegalArgumentException("a delta has a source, a whole artifact has none");
        }
    }
}
