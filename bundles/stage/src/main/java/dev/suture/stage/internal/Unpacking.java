// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;

import dev.suture.patch.Artifact;
import dev.suture.patch.Digest;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;

import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** Unpacks verified content into the jar it is, bounded in memory and by the signed length. */
final class Unpacking {
    private static final int CHUNK = 1 << 16;
    /** Enough for a dictionary of 64 MiB, the largest that xz's own presets use. */
    private static final int MEMORY_KIB = 66 << 10;

    private final Parts parts;
    private final Disk disk;

    Unpacking(Parts parts, Disk disk) {
        this.parts = parts;
        this.disk = disk;
    }

    /** Unpacks {@code content} and verifies what comes out. @return where it is */
    Path unpack(Artifact artifact, Path content, URI uri, BooleanSupplier cancelled)
            throws IOException, StageException {
        Path jar = parts.jar(artifact);
        MessageDigest sha256 = Sha256.start();
        long length = 0;
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(content), CHUNK);
                OutputStream out = disk.create(jar)) {
            InputStream in = new XZInputStream(packed, MEMORY_KIB);
            byte[] chunk = new byte[CHUNK];
            for (int count = 0; count >= 0 && length <= artifact.length(); count = in.read(chunk)) {
                Cancelled.check(cancelled, uri);
                sha256.update(chunk, 0, count);
                out.write(chunk, 0, count);
                length += count;
            }
        } catch (XZIOException | EOFException e) {
            throw wrong(uri, "does not unpack", e);
        }
        if (length != artifact.length() || !Digest.of(sha256.digest()).equals(artifact.digest())) {
            throw wrong(uri, "unpacks to something else than was signed", null);
        }
        return jar;
    }

    private static StageException wrong(URI uri, String detail, IOException cause) {
        return new StageException(Reason.WRONG_CONTENT, uri + " " + detail + "; tell the publisher", cause);
    }
}
