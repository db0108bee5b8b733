// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.MessageDigest;

import dev.suture.patch.Artifact;
import dev.suture.patch.Digest;
import dev.suture.stage.StageWatch;

import org.tukaani.xz.CorruptedInputException;

/** The jar in the making: takes no more bytes than were signed, and knows in the end whether it is the one. Used by one thread. */
final class Outcome extends OutputStream {
    private final OutputStream out;
    private final Artifact artifact;
    private final URI uri;
    private final StageWatch watch;
    private final MessageDigest sha256 = Sha256.start();
    private long length;

    /** Writes to {@code out}, which it closes. */
    Outcome(OutputStream out, Artifact artifact, URI uri, StageWatch watch) {
        this.out = out;
        this.artifact = artifact;
        this.uri = uri;
        this.watch = watch;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        Cancelled.check(watch, uri);
        length += count;
        if (length > artifact.length()) {
            throw new CorruptedInputException("longer than was signed");
        }
        sha256.update(bytes, offset, count);
        out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Whether what was written is what was signed. To be asked once. */
    boolean isWanted() {
        return length == artifact.length() && Digest.of(sha256.digest()).equals(artifact.digest());
    }
}
