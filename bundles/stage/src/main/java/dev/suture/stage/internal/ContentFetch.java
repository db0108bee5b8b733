// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.patch.Artifact;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;

/**
 * Downloads the content of artifacts into parts. What is there already is not asked for again. Nothing vouches for it, so
 * if the whole then has the wrong digest, it is thrown away and fetched once more from the beginning.
 */
final class ContentFetch {
    private static final int CHUNK = 1 << 16;

    private final Parts parts;
    private final Link link;
    private final Disk disk;

    ContentFetch(Parts parts, Link link, Disk disk) {
        this.parts = parts;
        this.link = link;
        this.disk = disk;
    }

    /** Brings in the content of {@code artifact}, verified. @return where it is */
    Path fetch(Artifact artifact, URI uri, Wait wait) throws IOException, StageException {
        long there = parts.fetched(artifact);
        if (there > 0 && complete(artifact, uri, there, wait)) {
            return parts.content(artifact);
        }
        disk.delete(parts.content(artifact));
        if (complete(artifact, uri, 0, wait)) {
            return parts.content(artifact);
        }
        disk.delete(parts.content(artifact));
        throw new StageException(Reason.WRONG_CONTENT,
                uri + " is not what was signed; tell the publisher if it stays so");
    }

    private boolean complete(Artifact artifact, URI uri, long there, Wait wait) throws IOException {
        if (there < artifact.contentLength() || there == 0) {
            append(artifact, uri, there, wait);
        }
        return Sha256.is(parts.content(artifact), artifact.content(), artifact.contentLength());
    }

    private void append(Artifact artifact, URI uri, long there, Wait wait) throws IOException {
        long missing = artifact.contentLength() - there;
        Download download = link.source().open(uri, there, missing)
                .orElseThrow(() -> new FetchException(FetchException.Reason.REFUSED, uri,
                        "the repository does not have it; it may not be published completely yet"));
        try (OutputStream out = disk.append(parts.content(artifact))) {
            byte[] chunk = new byte[CHUNK];
            for (int count = 0; count >= 0; count = download.read(chunk, 0, CHUNK)) {
                Cancelled.check(wait.watch(), uri);
                out.write(chunk, 0, count);
                wait.tally().add(count);
                link.throttle().pass(count, wait.watch());
            }
        } finally {
            letGo(download);
        }
        if (Files.size(parts.content(artifact)) < artifact.contentLength()) {
            throw new FetchException(FetchException.Reason.UNREACHABLE, uri, "it ended too early");
        }
    }

    private static void letGo(Download download) {
        try {
            download.close();
        } catch (IOException e) {
            // No failure of the disk, which is what an IOException means here; the bytes stand.
            return;
        }
    }
}
