// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage;

import org.osgi.annotation.versioning.ProviderType;

/** Who waits for a generation: asked and told between two chunks, on the stager's thread. */
@ProviderType
@FunctionalInterface
public interface StageWatch {
    /** Whether nobody wants it any more: then the stager ends soon. */
    boolean isCancelled();

    /**
     * How far the downloads for the offer are. Where a way to a bundle turns out to be none and another is taken, both grow.
     *
     * @param bytes how many of the bytes are here
     * @param of how many there are in all
     */
    default void fetched(long bytes, long of) {
        // Not everybody wants to know.
    }
}
