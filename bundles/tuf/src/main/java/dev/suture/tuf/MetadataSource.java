// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Optional;

import dev.suture.fetch.FetchException;

/** The port to a repository's metadata. It is trusted with nothing. */
public interface MetadataSource {
    /**
     * The bytes of a metadata file.
     *
     * @param fileName e.g. {@code 2.root.json}: one segment of a URL, with what is unusual in a role's name percent-encoded
     * @param maxLength the most bytes to take
     * @return empty if the repository says that there is no such file (and only then)
     * @throws FetchException if it cannot be had; with {@link FetchException.Reason#TOO_LONG} if it has more bytes
     */
    Optional<byte[]> find(String fileName, int maxLength) throws FetchException;

    /** The failure of a file that must be there and is not, naming where it was sought. */
    FetchException missing(String fileName);
}
