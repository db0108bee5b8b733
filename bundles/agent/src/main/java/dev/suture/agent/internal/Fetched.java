// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Optional;

/** How far the download is that runs. Written by the working thread, read by any. */
final class Fetched {
    /**
     * A part of a whole.
     *
     * @param bytes how many are here
     * @param of how many there are in all
     */
    record Share(long bytes, long of) {}

    private volatile Optional<Share> share = Optional.empty();

    void is(long bytes, long of) {
        share = Optional.of(new Share(bytes, of));
    }

    /** Nothing is fetched any more. */
    void ends() {
        share = Optional.empty();
    }

    /** Empty while nothing is fetched. */
    Optional<Share> find() {
        return share;
    }
}
