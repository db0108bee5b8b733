// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;

/** The fetchers that are there at the moment; each download asks anew. */
final class FetcherSource implements Source {
    private final Supplier<List<Fetcher>> fetchers;

    FetcherSource(Supplier<List<Fetcher>> fetchers) {
        this.fetchers = fetchers;
    }

    @Override
    public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
        Fetcher fetcher = fetchers.get().stream().filter(each -> each.supports(uri)).findFirst()
                .orElseThrow(() -> new FetchException(FetchException.Reason.UNREACHABLE, uri,
                        "nothing here can fetch " + uri.getScheme() + " addresses; start such a fetcher"));
        return fetcher.open(uri, from, limit);
    }
}
