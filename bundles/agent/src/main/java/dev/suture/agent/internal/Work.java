// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.Optional;

import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.verify.Offer;

/**
 * The offer under way. Lives in memory only: after a restart it comes from verification again.
 *
 * @param offer what is offered
 * @param staged the generation made of it, once it lies on the disk
 */
record Work(Offer offer, Optional<Generation> staged) {
    static Work on(Offer offer) {
        return new Work(offer, Optional.empty());
    }

    Work with(Generation generation) {
        return new Work(offer, Optional.of(generation));
    }

    boolean concerns(Digest patch) {
        return offer.digest().equals(patch);
    }

    /** For people, e.g. {@code 5.2.0 (a)}. */
    String label() {
        return offer.patch().id().label();
    }
}
