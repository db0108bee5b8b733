// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch;

import java.io.IOException;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One open download. Used by one thread, except {@link #cancel()}, which any thread may call.
 */
@ProviderType
public interface Download extends AutoCloseable {
    /**
     * Reads the next bytes, blocking no longer than the fetcher's own time limits.
     *
     * @return how many were read, or −1 at the end
     * @throws FetchException if the source fails, is too slow, sends more than the limit, or the download was cancelled
     */
    int read(byte[] buffer, int offset, int length) throws FetchException;

    /** Makes a running or later {@link #read} fail with {@link FetchException.Reason#CANCELLED}. */
    void cancel();

    /** Lets go of the connection. @throws IOException if that fails; the bytes already read stand */
    @Override
    void close() throws IOException;
}
