// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.suture.patch.BaseRelease;
import dev.suture.patch.Digest;
import dev.suture.patch.Patch;
import dev.suture.patch.PatchLevel;

/**
 * What a workspace's repository says at this moment.
 *
 * @param product the product
 * @param root the file a device needs to trust the repository: the newest root
 * @param rootDigest SHA-256 of that file, its fingerprint
 * @param roles the four roles
 * @param bases the base releases, by name
 */
public record RepositoryStatus(String product, Path root, Digest rootDigest, List<Role> roles, List<Base> bases) {
    /**
     * A role of the metadata.
     *
     * @param name e.g. {@code root} or {@code patches-gateway}
     * @param version version of its newest file
     * @param expires when that file expires
     * @param threshold how many of its keys must sign
     * @param keys its keys
     */
    public record Role(String name, long version, Instant expires, int threshold, List<KeyLine> keys) {
        /** Copies the list. */
        public Role {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A public key of a role.
     *
     * @param id its keyid
     * @param scheme what it signs by, e.g. {@code ed25519}
     * @param present whether its private half is in this workspace
     */
    public record KeyLine(String id, String scheme, boolean present) {}

    /**
     * A base release and its patch levels.
     *
     * @param release what it is
     * @param levels its levels, lowest first
     * @param pulled the levels that were withdrawn, lowest first
     */
    public record Base(BaseRelease release, List<Patch> levels, List<PatchLevel> pulled) {
        /** Copies the lists. */
        public Base {
            levels = List.copyOf(levels);
            pulled = List.copyOf(pulled);
        }
    }

    /** Copies the lists. */
    public RepositoryStatus {
        roles = List.copyOf(roles);
        bases = List.copyOf(bases);
    }
}
