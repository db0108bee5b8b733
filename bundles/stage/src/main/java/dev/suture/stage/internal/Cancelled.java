// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.net.URI;

import dev.suture.fetch.FetchException;
import dev.suture.stage.StageWatch;

/** Ends the work between two chunks when nobody wants it any more. */
final class Cancelled {
    private Cancelled() {
    }

    static void check(StageWatch watch, URI uri) throws FetchException {
        if (watch.isCancelled()) {
            throw new FetchException(FetchException.Reason.CANCELLED, uri, "cancelled");
        }
    }
}
