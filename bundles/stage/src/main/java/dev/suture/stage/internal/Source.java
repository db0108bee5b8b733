// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.net.URI;
import java.util.Optional;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;

/** Where content comes from; means what {@link dev.suture.fetch.Fetcher#open} means, for any address. */
interface Source {
    Optional<Download> open(URI uri, long from, long limit) throws FetchException;
}
