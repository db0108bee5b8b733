// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Optional;

import dev.suture.fetch.FetchException;
import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/** The repository's files, none of them longer than it may be. Used by one thread. */
final class RemoteFiles {
    private final MetadataSource source;

    RemoteFiles(MetadataSource source) {
        this.source = source;
    }

    /** A file whose version another file lists; {@code name} is the role's, encoded. */
    byte[] get(RoleType<?> type, String name, MetaFile listed, boolean consistent)
            throws VerificationException, FetchException {
        int length = listed.length().orElse(type.maxLength());
        if (length > type.maxLength()) {
            throw new VerificationException(Attack.ENDLESS_DATA, name, "listed with more than " + type.maxLength()
                    + " bytes");
        }
        return get((consistent ? listed.version() + "." : "") + name + ".json", length);
    }

    /** A file that has to be there. */
    byte[] get(String fileName, int maxLength) throws VerificationException, FetchException {
        return find(fileName, maxLength).orElseThrow(() -> source.missing(fileName));
    }

    /** A file that may be there. */
    Optional<byte[]> find(String fileName, int maxLength) throws VerificationException, FetchException {
        try {
            return source.find(fileName, maxLength);
        } catch (FetchException e) {
            if (e.reason() == FetchException.Reason.TOO_LONG) {
                throw new VerificationException(Attack.ENDLESS_DATA, fileName, "longer than " + maxLength + " bytes",
                        e);
            }
            throw e;
        }
    }
}
