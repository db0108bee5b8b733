// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes the canonical form of a jar: META-INF/MANIFEST.MF first, then the rest of META-INF, then all else in the order
 * of its names; every entry stored, dated 1980-01-01, without extra fields, attributes and comments. Directory entries
 * are kept, because code that looks for resources by directory finds them through these. Contents are not touched, so
 * signatures inside the jar still hold. The canonical form of a canonical jar is itself. Stateless.
 */
public final class CanonicalJar {
    /**
     * What was written.
     *
     * @param sha256 its SHA-256, 64 lower-case hexadecimal digits
     * @param length its length in bytes
     */
    public record Summary(String sha256, long length) {}

    private static final int BUFFER = 1 << 16;

    private CanonicalJar() {
    }

    /** Writes the canonical form of {@code jar} within {@link JarLimits#DEFAULT}. */
    public static Summary write(Path jar, OutputStream out) throws IOException {
        return write(jar, out, JarLimits.DEFAULT);
    }

    /**
     * Writes the canonical form of {@code jar} and flushes {@code out}, but does not close it.
     *
     * @throws BadJarException if the file is no jar, contradicts itself, or has something in it that no jar should have;
     *         {@code out} may hold a part of the form and is to be thrown away
     * @throws IOException if reading or writing fails; the same goes for {@code out}
     */
    public static Summary write(Path jar, OutputStream out, JarLimits limits) throws IOException {
        MessageDigest sha256 = sha256();
        try (JarReader reader = JarReader.open(jar, limits)) {
            List<JarEntryHeader> sorted = reader.entries().stream().sorted(JarEntryHeader.CANONICAL).toList();
            OutputStream hashed = new BufferedOutputStream(new DigestOutputStream(out, sha256), BUFFER);
            StoredZip zip = new StoredZip(hashed);
            for (JarEntryHeader entry : sorted) {
                zip.begin(entry);
                reader.copy(entry, zip.content());
            }
            long length = zip.finish();
            hashed.flush();
            return new Summary(HexFormat.of().formatHex(sha256.digest()), length);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
