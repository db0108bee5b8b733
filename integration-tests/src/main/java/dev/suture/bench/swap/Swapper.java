// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;

/** Swaps the library in the gateway of this process. Used by one thread. */
interface Swapper {
    /**
     * Puts the other version in the place of the one that runs, and returns when nothing is left to do.
     *
     * @throws IOException if it does not come about
     */
    SwapNote swap() throws IOException, InterruptedException;
}
