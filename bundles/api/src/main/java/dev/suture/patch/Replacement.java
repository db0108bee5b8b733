// SPDX-License-Identifier: Apache-2.0
package dev.suture.patch;

/**
 * One bundle taken from what the base release has to what this level has.
 *
 * @param from the bundle of the base release; a device must have it, or an earlier level's replacement of it
 * @param to the bundle that runs instead; same symbolic name
 */
public record Replacement(BundleRef from, BundleRef to) {
    /** @throws IllegalArgumentException if the symbolic names differ or nothing changes */
    public Replacement {
        if (!from.symbolicName().equals(to.symbolicName())) {
            throw new IllegalArgumentException("a replacement keeps the symbolic name");
        }
        if (from.digest().equals(to.digest())) {
            throw new IllegalArgumentException("a replacement changes the bundle");
        }
    }
}
