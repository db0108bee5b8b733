// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** The body of a response, however its end is told. Used by one thread. */
interface Body {
    /** Reads some bytes. @return how many, or −1 at the end @throws EOFException if the connection ends before the body */
    int read(byte[] buffer, int offset, int length) throws IOException;

    /** A body that ends with the connection. */
    static Body untilClose(InputStream in) {
        return in::read;
    }

    /** A body whose length was stated. */
    static Body ofLength(InputStream in, long length) {
        return new Body() {
            private long left = length;

            @Override
            public int read(byte[] buffer, int offset, int wanted) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int count = in.read(buffer, offset, (int) Math.min(wanted, left));
                if (count < 0) {
                    throw new EOFException("the connection broke with " + left + " bytes to come");
                }
                left -= count;
                return count;
            }
        };
    }

    /** A body in chunks (RFC 9112 §7.1); extensions and trailers are read over. */
    final class Chunked implements Body {
        private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");
        private static final int MAX_TRAILERS = 200;

        private final InputStream in;
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) throws IOException {
            if (!ended && left == 0) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(wanted, left));
            if (count < 0) {
                throw new EOFException("the connection broke within a chunk");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            if (!first && !Lines.read(in).isEmpty()) {
                throw new BadResponseException("the server sends a malformed chunk");
            }
            first = false;
            var size = SIZE.matcher(Lines.read(in));
            if (!size.matches()) {
                throw new BadResponseException("the server sends a malformed chunk");
            }
            left = Long.parseLong(size.group(1), 16);
            if (left == 0) {
                skipTrailers();
                ended = true;
            }
        }

        private void skipTrailers() throws IOException {
            for (int lines = 0; !Lines.read(in).isEmpty(); lines++) {
                if (lines == MAX_TRAILERS) {
                    throw new BadResponseException("the server sends trailers without end");
                }
            }
        }
    }
}
