// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

import java.util.List;
import java.util.Optional;

/**
 * The content of one signed {@code patch.json}.
 *
 * @param id which level of what
 * @param changes what it changes against the base release
 * @param artifacts the ways to obtain the bundles it brings
 * @param advisory what it says for people
 * @param terms how it may be applied
 */
public record Patch(PatchId id, Changes changes, List<Artifact> artifacts, Advisory advisory, Terms terms) {
    /** @throws IllegalArgumentException if a bundle is brought in without a whole artifact to obtain it by */
    public Patch {
        artifacts = List.copyOf(artifacts);
        for (Replacement replacement : changes.replaces()) {
            Digest wanted = replacement.to().digest();
            if (artifacts.stream().noneMatch(artifact -> artifact.brings(wanted))) {
                throw new IllegalArgumentException("no whole artifact for " + replacement.to());
            }
        }
    }

    /** The whole artifact of a bundle this patch brings, if it brings it. */
    public Optional<Artifact> findWhole(Digest bundle) {
        return artifacts.stream().filter(artifact -> artifact.brings(bundle)).findFirst();
    }
}
