// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import dev.suture.patch.Digest;

/** SHA-256 of files and streams. Stateless. */
final class Sha256 {
    private static final int BUFFER = 1 << 16;

    private Sha256() {
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static Digest of(Path file) throws IOException {
        MessageDigest sha256 = start();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        }
        return Digest.of(sha256.digest());
    }

    /** Whether {@code file} is there and is this; the length is looked at first, since it costs nothing. */
    static boolean is(Path file, Digest digest, long length) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == length && of(file).equals(digest);
    }
}
