// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch;

import java.io.IOException;
import java.net.URI;

/** A download that failed, with the reason and the address. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1;

    /** Why a download failed. */
    public enum Reason {
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The server answered, but not with the content (403, 500, a redirect, an encoding nobody asked for). */
        REFUSED,
        /** More bytes than the limit. */
        TOO_LONG,
        /** Slower than the speed floor, or past the deadline. */
        TOO_SLOW,
        /** Cancelled by the caller. */
        CANCELLED
    }

    private final Reason reason;
    private final URI uri;

    /** A failure of {@code uri}; {@code detail} is one line for a person. */
    public FetchException(Reason reason, URI uri, String detail) {
        super(uri + ": " + detail);
        this.reason = reason;
        this.uri = uri;
    }

    /** A failure of {@code uri} caused by {@code cause}. */
    public FetchException(Reason reason, URI uri, String detail, Throwable cause) {
        super(uri + ": " + detail, cause);
        this.reason = reason;
        this.uri = uri;
    }

    public Reason reason() {
        return reason;
    }

    public URI uri() {
        return uri;
    }
}
