// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one role may say to which the top-level targets role delegates directly.
 *
 * @param role its encoded name
 * @param targets the files it lists, by target path, less those that it is not trusted with
 * @param expires from when on the first of the files is expired on which this rests: those of the top-level roles and its own
 */
public record DelegatedTargets(String role, Map<String, TargetFile> targets, Instant expires) {
    /** Copies the map. */
    public DelegatedTargets {
        targets = Map.copyOf(targets);
    }

    /** The file at this target path. */
    public Optional<TargetFile> find(String path) {
        return Optional.ofNullable(targets.get(path));
    }
}
