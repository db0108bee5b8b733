// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.suture.patch.Artifact;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;

/** The ways to a jar that this device can go: as a whole, and from each jar that it has. */
final class Ways {
    private final Store store;
    private final Parts parts;

    Ways(Store store, Parts parts) {
        this.store = store;
        this.parts = parts;
    }

    /** Those that a patch offers, by what is left to be fetched; of equals the whole first, which needs nothing else. */
    List<Artifact> to(Digest jar, Patch patch) throws IOException {
        Map<Artifact, Long> left = new HashMap<>();
        for (Artifact artifact : patch.artifacts()) {
            if (artifact.digest().equals(jar) && isOpen(artifact)) {
                left.put(artifact, left(artifact));
            }
        }
        List<Artifact> ways = new ArrayList<>(left.keySet());
        ways.sort(Comparator.<Artifact, Long>comparing(left::get).thenComparing(Artifact::encoding)
                .thenComparing(artifact -> artifact.content().hex()));
        return ways;
    }

    /** How much of a way's content is still to be fetched. */
    long left(Artifact artifact) throws IOException {
        return Math.max(0, artifact.contentLength() - parts.fetched(artifact));
    }

    /** A damaged source leads to another jar, and nobody would know why. */
    private boolean isOpen(Artifact artifact) throws IOException {
        return artifact.source().isEmpty() || Files.isRegularFile(store.file(artifact.source().get()))
                && Sha256.of(store.file(artifact.source().get())).equals(artifact.source().get());
    }
}
