// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

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
}
