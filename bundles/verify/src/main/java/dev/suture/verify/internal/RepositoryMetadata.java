// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.tuf.MetadataSource;

/** The metadata of a repository by one fetcher, for one operation. */
public final class RepositoryMetadata implements MetadataSource {
    private final Repository repository;
    private final Fetcher fetcher;
    private final URI folder;

    /** The metadata in {@code folder}, whose address ends in a slash. */
    public RepositoryMetadata(Repository repository, Fetcher fetcher, URI folder) {
        this.repository = repository;
        this.fetcher = fetcher;
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> find(String fileName, int maxLength) throws FetchException {
        return repository.find(fetcher, locate(fileName), maxLength);
    }

    @Override
    public FetchException missing(String fileName) {
        return new FetchException(Reason.REFUSED, locate(fileName), "not found; is this the address of a repository?");
    }

    private URI locate(String fileName) {
        return folder.resolve(fileName);
    }
}
