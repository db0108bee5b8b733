// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

import dev.suture.patch.Artifact;
import dev.suture.patch.Digest;

import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** Makes whole artifacts: one canonical jar as one xz stream; the same jar always gives the same bytes. Stateless. */
final class Xz {
    /** As small as it gets: a patch goes to a whole fleet at once. */
    static final int SMALL = 9;
    /** A third of the time for 6 % more: a base release is large, and few devices fetch all of it. */
    static final int QUICK = 4;

    private Xz() {
    }

    /**
     * Compresses a bundle.
     *
     * @param canonical its canonical form
     * @param content where the content goes
     * @param preset {@link #SMALL} or {@link #QUICK}
     */
    static Artifact compress(BundleFile bundle, Path canonical, Path content, int preset) throws IOException {
        LZMA2Options options = new LZMA2Options(preset);
        // The decoder allocates the whole dictionary: no device shall pay 64 MiB for a small jar.
        options.setDictSize(
                (int) Math.max(LZMA2Options.DICT_SIZE_MIN, Math.min(options.getDictSize(), bundle.length())));
        MessageDigest sha256 = sha256();
        // The digest in patch.json says whether the jar is right; xz need not.
        try (OutputStream file = Files.newOutputStream(content);
                OutputStream out = new XZOutputStream(new DigestOutputStream(file, sha256), options,
                        XZ.CHECK_CRC32)) {
            Files.copy(canonical, out);
        }
        return new Artifact(bundle.bundle().digest(), bundle.length(), Artifact.Encoding.XZ, Optional.empty(),
                Digest.of(sha256.digest()), Files.size(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
