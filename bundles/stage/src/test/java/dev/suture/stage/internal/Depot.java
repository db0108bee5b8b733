// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.FetchException.Reason;
import dev.suture.patch.Digest;

/** A repository in memory, whose connections break where a test wants it. */
final class Depot implements Source {
    static final URI TARGETS = URI.create("http://repository.example/targets/");

    private final Map<URI, byte[]> contents = new HashMap<>();
    private final List<Long> opened = new ArrayList<>();
    private long breakAt = Long.MAX_VALUE;
    private int open;

    /** Publishes {@code bytes} under the digest they are, or are said to be. */
    void put(Digest digest, byte[] bytes) {
        contents.put(TARGETS.resolve("sha256/" + digest.hex()), bytes);
    }

    void remove(Digest digest) {
        contents.remove(TARGETS.resolve("sha256/" + digest.hex()));
    }

    /** Breaks connections when this byte of a content would be sent. */
    void breakAt(long position) {
        breakAt = position;
    }

    /** From which byte each download began. */
    List<Long> opened() {
        return opened;
    }

    /** How many downloads were not closed. */
    int open() {
        return open;
    }

    @Override
    public Optional<Download> open(URI uri, long from, long limit) throws FetchException {
        opened.add(from);
        byte[] content = contents.get(uri);
        if (content == null) {
            return Optional.empty();
        }
        if (content.length - from > limit) {
            throw new FetchException(Reason.TOO_LONG, uri, "more than expected");
        }
        open++;
        return Optional.of(new Reading(uri, content, (int) from));
    }

    private final class Reading implements Download {
        private final URI uri;
        private final byte[] content;
        private int position;
        private boolean closed;

        Reading(URI uri, byte[] content, int from) {
            this.uri = uri;
            this.content = content;
            position = from;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws FetchException {
            if (position >= breakAt) {
                throw new FetchException(Reason.UNREACHABLE, uri, "the connection broke");
            }
            int count = (int) Math.min(Math.min(length, content.length - position), breakAt - position);
            System.arraycopy(content, position, buffer, offset, count);
            position += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public void cancel() {
            throw new AssertionError("cancelling is by flag");
        }

        @Override
        public void close() {
            open -= closed ? 0 : 1;
            closed = true;
        }
    }

    /** {@code bytes} without its last ones. */
    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
