// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads small files that matter for trust, and warns of access rights that are too wide: a secret that all can read, and
 * whatever others than its owner can write. That a group can read a secret is fine: a service runs in one. Stateless.
 */
final class KeyFile {
    /** Above any list of authorities that systems ship. */
    static final int MAX_LENGTH = 4 * 1024 * 1024;

    private KeyFile() {
    }

    static byte[] read(String name, boolean secret, Consumer<String> warnings) throws TlsException {
        Path file = path(name);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_LENGTH + 1);
            if (bytes.length > MAX_LENGTH) {
                throw new TlsException(name + " is too long for what it should be");
            }
            complaint(file, secret).ifPresent(warnings);
            return bytes;
        } catch (NoSuchFileException e) {
            throw new TlsException(name + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new TlsException(name + " may not be read by this user; change its owner or mode", e);
        } catch (TlsException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsException(name + " cannot be read", e);
        }
    }

    private static Path path(String name) throws TlsException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TlsException("a path has a sign in it that no path can have", e);
        }
    }

    private static Optional<String> complaint(Path file, boolean secret) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return Optional.empty();
        }
        Set<PosixFilePermission> modes = view.readAttributes().permissions();
        if (secret && modes.contains(PosixFilePermission.OTHERS_READ)) {
            return Optional.of(file + " is secret, but every user of this machine can read it; run chmod o= " + file);
        }
        if (modes.contains(PosixFilePermission.OTHERS_WRITE) || modes.contains(PosixFilePermission.GROUP_WRITE)) {
            return Optional.of("others than its owner can change " + file + "; run chmod go-w " + file);
        }
        return Optional.empty();
    }
}
