// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * A set of trusted metadata whose files name each other.
 *
 * @param root who may sign
 * @param timestamp names the snapshot
 * @param snapshot names the targets
 * @param targets which files there are
 */
public record TrustedView(Root root, Timestamp timestamp, Snapshot snapshot, Targets targets) {
    /** From when on the first of them is expired. */
    public Instant expires() {
        return Collections.min(List.of(root.expires(), timestamp.expires(), snapshot.expires(), targets.expires()));
    }

    /**
     * Where the file of a target lies below the repository's folder of targets (TUF 5.7.3): {@code dir/DIGEST.name} with
     * consistent snapshots, else {@code dir/name}.
     *
     * @param path its target path, as is: it may be any text, and lead anywhere
     * @throws VerificationException if the file is listed without a digest that anything here can check
     */
    public String locate(String path, TargetFile file) throws VerificationException {
        String digest = file.hashes().findKnown()
                .orElseThrow(() -> new VerificationException(Attack.MALFORMED, path, "listed without a known digest"));
        int name = path.lastIndexOf('/') + 1;
        String prefix = root.consistentSnapshot() ? digest + "." : "";
        return path.substring(0, name) + prefix + path.substring(name);
    }
}
