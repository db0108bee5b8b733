// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;

/** One running download. It ends, and a blocked read with it, when its socket is closed. */
final class HttpDownload implements Download {
    private static final int SKIP_BUFFER = 1 << 14;

    private final URI uri;
    private final Socket socket;
    private final Body body;
    private final Patience patience;
    private long left;
    private volatile boolean cancelled;

    HttpDownload(URI uri, Socket socket, Body body, long limit, Patience patience) {
        this.uri = uri;
        this.socket = socket;
        this.body = body;
        this.patience = patience;
        left = limit;
    }

    /** Drops the first bytes of the body, which do not count against the limit. */
    void skip(long count) throws IOException {
        byte[] dropped = new byte[SKIP_BUFFER];
        for (long rest = count; rest > 0;) {
            int read = body.read(dropped, 0, (int) Math.min(dropped.length, rest));
            if (read < 0) {
                throw new BadResponseException("the server has fewer bytes than were there before");
            }
            rest -= read;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws FetchException {
        if (cancelled) {
            throw cancelledException(null);
        }
        try {
            // One byte more than is left tells a source that goes on from one that ends here.
            int count = body.read(buffer, offset, (int) Math.min(length, Math.max(left, 1)));
            if (count > left) {
                throw new FetchException(Reason.TOO_LONG, uri, "the server sends more bytes than expected");
            }
            left -= Math.max(count, 0);
            return count;
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw cancelled ? cancelledException(e) : Failures.of(uri, e, patience);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be closed, and the flag alone ends the next read.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private FetchException cancelledException(IOException cause) {
        return new FetchException(Reason.CANCELLED, uri, "cancelled", cause);
    }
}
