// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.load;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads one HTTP/1.1 response as it comes in. Only what a right answer looks like is understood: a status line, and for
 * 200 a Content-Length. Used by one thread.
 */
final class ResponseReader {
    private static final int LIMIT = 64 * 1024;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private byte[] buffer = new byte[512];
    private int filled;
    private int headEnd = -1;
    private int status;
    private int bodyLength;
    private boolean closes;

    /** A response; {@code body} is empty unless {@code status} is 200. */
    record Response(int status, String body, boolean closes) {}

    /**
     * Takes what came in.
     *
     * @return the response, once it is complete
     * @throws ProtocolException if this is not a response, has no length, or is too long
     */
    Optional<Response> feed(ByteBuffer bytes) throws ProtocolException {
        append(bytes);
        if (headEnd < 0 && !findHead()) {
            return Optional.empty();
        }
        if (status != 200) {
            return Optional.of(new Response(status, "", true));
        }
        if (filled - headEnd < bodyLength) {
            return Optional.empty();
        }
        if (filled - headEnd > bodyLength) {
            throw new ProtocolException("more than the announced length");
        }
        return Optional
                .of(new Response(status, new String(buffer, headEnd, bodyLength, StandardCharsets.UTF_8), closes));
    }

    private void append(ByteBuffer bytes) throws ProtocolException {
        int more = bytes.remaining();
        if (filled + more > LIMIT) {
            throw new ProtocolException("a response longer than " + LIMIT + " bytes");
        }
        if (filled + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + more));
        }
        bytes.get(buffer, filled, more);
        filled += more;
    }

    private boolean findHead() throws ProtocolException {
        String text = new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return false;
        }
        headEnd = end + END_OF_HEAD.length();
        String[] lines = text.substring(0, end).split("\r\n");
        status = parseStatus(lines[0]);
        int length = -1;
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = parseNumber(lower.substring(15).strip());
            }
            closes |= lower.startsWith("connection:") && lower.contains("close");
        }
        if (status == 200 && length < 0) {
            throw new ProtocolException("no Content-Length");
        }
        bodyLength = Math.max(0, length);
        return true;
    }

    private static int parseStatus(String line) throws ProtocolException {
        if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
            throw new ProtocolException("no status line");
        }
        return parseNumber(line.substring(9, 12));
    }

    private static int parseNumber(String digits) throws ProtocolException {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException e) {
            ProtocolException refusal = new ProtocolException("not a number");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
