// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;

/**
 * A repository at an address, reached by whichever fetcher understands it. One operation at a time; {@link #close} may come
 * from any thread.
 */
public final class Repository {
    private static final int BUFFER = 8 << 10;

    private final URI base;
    private final Supplier<List<Fetcher>> fetchers;
    private final AtomicReference<Optional<Download>> running = new AtomicReference<>(Optional.empty());
    private volatile boolean closed;

    /**
     * The repository at {@code base}.
     *
     * @param fetchers the fetchers there are at a moment, the preferred one last
     * @throws IllegalArgumentException if the address is not absolute or does not end in a slash
     */
    public Repository(URI base, Supplier<List<Fetcher>> fetchers) {
        if (!base.isAbsolute() || base.isOpaque() || !base.getPath().endsWith("/") || base.getRawQuery() != null
                || base.getRawFragment() != null) {
            throw new IllegalArgumentException("the repository's address is absolute and ends in a slash, not " + base);
        }
        this.base = base;
        this.fetchers = fetchers;
    }

    /** Where something lies; {@code path} is relative and needs no escaping. */
    public URI locate(String path) {
        return base.resolve(path);
    }

    /** Takes the fetcher for one operation. */
    Fetcher fetcher() throws FetchException {
        List<Fetcher> candidates = new ArrayList<>(fetchers.get());
        Collections.reverse(candidates);
        return candidates.stream().filter(fetcher -> fetcher.supports(base)).findFirst().orElseThrow(
                () -> new FetchException(Reason.UNREACHABLE, base, "no fetcher for " + base.getScheme()
                        + ": is its bundle installed and started?"));
    }

    /** All the bytes at {@code uri}, or empty if there is no such thing. */
    public Optional<byte[]> find(Fetcher fetcher, URI uri, int maxLength) throws FetchException {
        Optional<Download> opened = fetcher.open(uri, 0, maxLength);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (Download download = opened.get()) {
            running.set(opened);
            return Optional.of(readAll(download, uri, maxLength));
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw new FetchException(Reason.UNREACHABLE, uri, "the download could not be closed", e);
        } finally {
            running.set(Optional.empty());
        }
    }

    /** Counts for itself: a fetcher is trusted with nothing. */
    private byte[] readAll(Download download, URI uri, int maxLength) throws FetchException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = read(download, uri, buffer); n >= 0; n = read(download, uri, buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > maxLength) {
                throw new FetchException(Reason.TOO_LONG, uri, "longer than " + maxLength + " bytes");
            }
        }
        return bytes.toByteArray();
    }

    private int read(Download download, URI uri, byte[] buffer) throws FetchException {
        if (closed) {
            throw new FetchException(Reason.CANCELLED, uri, "the verifier was stopped");
        }
        return download.read(buffer, 0, buffer.length);
    }

    /** Ends the download that runs, and every later one. */
    void close() {
        closed = true;
        running.get().ifPresent(Download::cancel);
    }
}
