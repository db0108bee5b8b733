// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.net.URISyntaxException;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedView;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** Fetches files that the metadata lists, whole, and gives out none that is not what is listed. Used by one thread. */
public final class ListedFiles {
    private final Repository repository;
    private final Fetcher fetcher;
    private final URI folder;
    private final TrustedView view;

    /** Files in {@code folder}, whose address ends in a slash, under the metadata of {@code view}. */
    public ListedFiles(Repository repository, Fetcher fetcher, URI folder, TrustedView view) {
        this.repository = repository;
        this.fetcher = fetcher;
        this.folder = folder;
        this.view = view;
    }

    /**
     * The file at a target path (TUF 5.7).
     *
     * @param maxLength the most bytes it may have
     * @throws VerificationException if it is listed as longer, or is not what is listed
     * @throws FetchException if it cannot be had
     */
    public byte[] get(String path, TargetFile file, int maxLength) throws VerificationException, FetchException {
        if (file.length() > maxLength) {
            throw new VerificationException(Attack.ENDLESS_DATA, path, "listed with more than " + maxLength + " bytes");
        }
        URI uri = folder.resolve(quoted(view.locate(path, file)));
        try {
            byte[] bytes = repository.find(fetcher, uri, (int) file.length())
                    .orElseThrow(() -> new FetchException(Reason.REFUSED, uri, "not found, though it is listed"));
            if (!file.matches(bytes)) {
                throw new VerificationException(Attack.ARBITRARY_CONTENT, path, "not the file that is listed");
            }
            return bytes;
        } catch (FetchException e) {
            if (e.reason() == Reason.TOO_LONG) {
                throw new VerificationException(Attack.ENDLESS_DATA, path, "longer than listed", e);
            }
            throw e;
        }
    }

    /** A path as part of an address; that it begins with a dot keeps a colon in it from making a scheme. */
    private static String quoted(String path) throws VerificationException {
        try {
            return new URI(null, null, "./" + path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new VerificationException(Attack.MALFORMED, "target path", "no address can be made of it", e);
        }
    }
}
