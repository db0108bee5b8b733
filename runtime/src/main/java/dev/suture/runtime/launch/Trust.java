// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

import dev.suture.patch.Digest;
import dev.suture.runtime.UserError;
import dev.suture.runtime.state.Disk;
import dev.suture.runtime.state.GenerationFiles;
import dev.suture.tuf.RoleType;
import dev.suture.tuf.TrustedMetadata;
import dev.suture.verify.VerificationException;

/** {@code trust/root.json}: whom this device believes. The operator brings it once; it is replaced only where it is damaged. */
public final class Trust {
    private final Path installed;

    /** The trust of this state root. */
    public Trust(Path root) {
        installed = root.resolve("trust").resolve("root.json");
    }

    /** SHA-256 of the installed root: what the publisher's {@code init} and {@code repo status} show. */
    public Digest fingerprint() throws IOException {
        try (InputStream in = Files.newInputStream(installed)) {
            return GenerationFiles.digest(in);
        }
    }

    /**
     * Installs a publisher's root, read-only.
     *
     * @return whether one was there that was damaged
     * @throws UserError if it is none, or if another one is installed
     */
    public boolean install(Path source) throws IOException {
        byte[] wanted = read(source);
        boolean isThere = Files.exists(installed);
        if (isThere && Arrays.equals(wanted, Files.readAllBytes(installed))) {
            return false;
        }
        if (isThere && !isDamaged()) {
            throw new UserError(
                    "this gateway trusts " + installed + ", and " + source + " is another one; "
                            + "give it the same, or name another --root");
        }
        Disk.replace(installed, wanted);
        if (!installed.toFile().setReadOnly()) {
            throw new IOException("cannot make " + installed + " read-only");
        }
        return isThere;
    }

    private boolean isDamaged() {
        try {
            read(installed);
            return false;
        } catch (UserError e) {
            return true;
        }
    }

    /** The bytes of a publisher's root. @throws UserError if it is none */
    public static byte[] read(Path source) {
        try {
            if (Files.size(source) > RoleType.ROOT.maxLength()) {
                throw new UserError(source + " is far too long for a root.json; " + hint());
            }
            byte[] bytes = Files.readAllBytes(source);
            new TrustedMetadata(Instant.now(), bytes);
            return bytes;
        } catch (VerificationException e) {
            throw new UserError(source + " is no root.json (" + e.getMessage() + "); " + hint(), e);
        } catch (IOException e) {
            throw new UserError("cannot read " + source + "; " + hint(), e);
        }
    }

    private static String hint() {
        return "--trust names the root.json the publisher gave you";
    }
}
