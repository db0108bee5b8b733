// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.util.Set;

import dev.suture.fetch.FetchException;
import dev.suture.patch.Digest;
import dev.suture.tuf.DelegatedTargets;
import dev.suture.tuf.TargetFile;
import dev.suture.tuf.json.MalformedException;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** Reads the documents that one role lists. Used by one thread. */
final class ListedDocuments {
    private final ListedFiles files;
    private final DelegatedTargets role;

    ListedDocuments(ListedFiles files, DelegatedTargets role) {
        this.files = files;
        this.role = role;
    }

    /** What reads a document's bytes. */
    interface Reader<T> {
        T read(byte[] bytes) throws MalformedException;
    }

    /** A document and the digest it is listed with. */
    record Document<T>(T content, Digest digest) {}

    /** All that is listed. */
    Set<String> paths() {
        return role.targets().keySet();
    }

    /** Whether a path is listed. */
    boolean lists(String path) {
        return role.find(path).isPresent();
    }

    /** The digest a path is listed with. */
    Digest digest(String path) throws VerificationException {
        return listed(path).hashes().findSha256()
                .orElseThrow(() -> new VerificationException(Attack.MALFORMED, path, "listed without a SHA-256"));
    }

    /** The document at a path that is listed, of at most {@code maxLength} bytes. */
    <T> Document<T> get(String path, int maxLength, Reader<T> reader) throws VerificationException, FetchException {
        Digest digest = digest(path);
        try {
            return new Document<>(reader.read(files.get(path, listed(path), maxLength)), digest);
        } catch (MalformedException e) {
            throw new VerificationException(Attack.MALFORMED, path, e.getMessage(), e);
        }
    }

    private TargetFile listed(String path) {
        return role.find(path).orElseThrow();
    }
}
