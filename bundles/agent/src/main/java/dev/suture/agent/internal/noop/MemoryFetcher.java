// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal.noop;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.fetch.Fetcher;
import dev.suture.notify.Bytes;

/** Fetches what lies in memory, for a place that was made up. Safe for use by several threads. */
final class MemoryFetcher implements Fetcher {
    private final URI address;
    private final Map<String, Bytes> files;

    /** @param files by their path below {@code address} */
    MemoryFetcher(URI address, Map<String, Bytes> files) {
        this.address = address;
        this.files = Map.copyOf(files);
    }

    @Override
    public boolean supports(URI uri) {
        return address.getScheme().equals(uri.getScheme());
    }

    @Override
    public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
        Optional<Bytes> found = Optional.ofNullable(files.get(address.relativize(uri).toString()));
        if (found.filter(bytes -> bytes.length() - from > limit).isPresent()) {
            throw new FetchException(Reason.TOO_LONG, uri, "longer than " + limit + " bytes");
        }
        return found.map(bytes -> new Reading(bytes.toArray(), (int) Math.min(from, bytes.length())));
    }

    private static final class Reading implements Download {
        private final byte[] bytes;
        private int next;

        Reading(byte[] bytes, int from) {
            this.bytes = bytes;
            this.next = from;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(length, bytes.length - next);
            System.arraycopy(bytes, next, buffer, offset, count);
            next += count;
            return count == 0 && length > 0 ? -1 : count;
        }

        @Override
        public void cancel() {
            next = bytes.length;
        }

        @Override
        public void close() {
            next = bytes.length;
        }
    }
}
