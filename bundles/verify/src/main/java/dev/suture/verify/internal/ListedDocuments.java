// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;

import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.patch.Digest;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.TrustedView;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** Fetches the documents that one view of the trusted metadata lists. Used by one thread. */
final class ListedDocuments {
    private final Repository repository;
    private final Fetcher fetcher;
    private final TrustedView view;

    ListedDocuments(Repository repository, Fetcher fetcher, TrustedView view) {
        this.repository = repository;
        this.fetcher = fetcher;
        this.view = view;
    }

    /** What reads a document's bytes. */
    interface Reader<T> {
        T read(byte[] bytes) throws MalformedException;
    }

    /** A document and the digest it is listed with. */
    record Document<T>(T content, Digest digest) {}

    /** Whether a path is listed. */
    boolean lists(String path) {
        return view.targets().find(path).isPresent();
    }

    /** The document at a path that is listed, of at most {@code maxLength} bytes. */
    <T> Document<T> get(String path, int maxLength, Reader<T> reader) throws VerificationException, FetchException {
        TargetFile file = view.targets().find(path).orElseThrow();
        Digest digest = file.hashes().findSha256()
                .orElseThrow(() -> new VerificationException(Attack.MALFORMED, path, "listed without a SHA-256"));
        if (file.length() > maxLength) {
            throw new VerificationException(Attack.ENDLESS_DATA, path, "listed with more than " + maxLength + " bytes");
        }
        byte[] bytes = fetch(path, locate(path, digest), file);
        try {
            return new Document<>(reader.read(bytes), digest);
        } catch (MalformedException e) {
            throw new VerificationException(Attack.MALFORMED, path, e.getMessage(), e);
        }
    }

    private URI locate(String path, Digest digest) {
        int name = path.lastIndexOf('/') + 1;
        String prefix = view.root().consistentSnapshot() ? digest.hex() + "." : "";
        return repository.locate("targets/" + path.substring(0, name) + prefix + path.substring(name));
    }

    private byte[] fetch(String path, URI uri, TargetFile file) throws VerificationException, FetchException {
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
}
