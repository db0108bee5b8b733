// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.OptionalInt;

import dev.suture.patch.Digest;
import dev.suture.stage.Generation;

/**
 * What a look at the device showed.
 *
 * @param running the generation that serves: the one on trial, else the confirmed one
 * @param digest SHA-256 of its description
 * @param confirmed number of the confirmed generation
 * @param trial number of the generation on trial
 */
record Look(Generation running, Digest digest, int confirmed, OptionalInt trial) {
    /** Whether the generation that serves was made by this patch. */
    boolean runs(Digest patch) {
        return running.origin().patch().filter(patch::equals).isPresent();
    }
}
