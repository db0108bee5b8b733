// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.net.URI;
import java.util.function.BooleanSupplier;

import dev.suture.fetch.FetchException;

/** Ends the work between two chunks when nobody wants it any more. */
final class Cancelled {
    private Cancelled() {
    }

    static void check(BooleanSupplier cancelled, URI uri) throws FetchException {
        if (cancelled.getAsBoolean()) {
            throw new FetchException(FetchException.Reason.CANCELLED, uri, "cancelled");
        }
    }
}
