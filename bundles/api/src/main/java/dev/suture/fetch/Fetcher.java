// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch;

import java.net.URI;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** Opens bounded streams of bytes by URI. Implementations are safe for use by several threads. */
@ProviderType
public interface Fetcher {
    /** Whether this fetcher understands the scheme of {@code uri}. */
    boolean supports(URI uri);

    /**
     * Opens what lies at {@code uri}.
     *
     * @param uri an absolute URI that {@link #supports} accepts
     * @param from the first byte wanted, 0 for all
     * @param limit the most bytes the caller will take, counted from {@code from}; more is a failure, not a truncation
     * @return the download, or empty if the source says that there is no such thing (and only then)
     * @throws FetchException for every other failure, each with its {@link FetchException.Reason}
     */
    Optional<Download> open(URI uri, long from, long limit) throws FetchException;
}
