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

import dev.suture.patch.Artifact;
import dev.suture.patch.Digest;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;
import dev.suture.stage.StageWatch;

import org.tukaani.xz.UnsupportedOptionsException;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/** Makes the jar that verified content stands for, bounded in memory and by the signed length. */
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
    Path unpack(Artifact artifact, Path content, URI uri, StageWatch watch) throws IOException, StageException {
        Path jar = parts.jar(artifact);
        Outcome outcome = new Outcome(disk.create(jar), artifact, uri, watch);
        try (outcome) {
            switch (artifact.encoding()) {
            case XZ -> whole(content, outcome);
            case DELTA -> throw new UnsupportedOptionsException("a delta, which this version cannot apply yet");
            }
        } catch (XZIOException | EOFException e) {
            throw wrong(uri, "does not unpack", e);
        }
        if (!outcome.isWanted()) {
            throw wrong(uri, "unpacks to something else than was signed", null);
        }
        return jar;
    }

    private static void whole(Path content, Outcome outcome) throws IOException {
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(content), CHUNK)) {
            InputStream in = new XZInputStream(packed, MEMORY_KIB);
            byte[] chunk = new byte[CHUNK];
            for (int count = 0; count >= 0; count = in.read(chunk)) {
                outcome.write(chunk, 0, count);
            }
        }
    }

    private static StageException wrong(URI uri, String detail, IOException cause) {
        return new StageException(Reason.WRONG_CONTENT, uri + " " + detail + "; tell the publisher", cause);
    }
}
