// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.tuf.RepositorySimulator;

/** Serves a simulated repository and further files under one address. It does not count what it sends. */
final class Mirror implements Fetcher {
    static final URI BASE = URI.create("sim://host/repo/");

    final RepositorySimulator repository = new RepositorySimulator();
    /** By path below the base; goes before the simulated metadata. */
    final Map<String, byte[]> files = new HashMap<>();
    final List<String> requests = new ArrayList<>();
    int opened;
    int closed;
    Optional<Reason> failure = Optional.empty();
    Runnable onRead = () -> {};

    @Override
    public boolean supports(URI uri) {
        return uri.getScheme().equals("sim");
    }

    @Override
    public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
        String path = BASE.relativize(uri).toString();
        requests.add(path);
        if (failure.isPresent()) {
            throw new FetchException(failure.get(), uri, "told to fail");
        }
        byte[] metadata = path.startsWith("metadata/")
                ? repository.served.get(path.substring("metadata/".length()))
                : null;
        return Optional.ofNullable(files.getOrDefault(path, metadata)).map(bytes -> {
            opened++;
            return new Served(bytes, uri);
        });
    }

    /** Sends byte by byte. */
    private final class Served implements Download {
        private final byte[] bytes;
        private final URI uri;
        private int next;
        private boolean cancelled;

        Served(byte[] bytes, URI uri) {
            this.bytes = bytes;
            this.uri = uri;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws FetchException {
            onRead.run();
            if (cancelled) {
                throw new FetchException(Reason.CANCELLED, uri, "cancelled");
            }
            if (next == bytes.length) {
                return -1;
            }
            buffer[offset] = bytes[next++];
            return 1;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
