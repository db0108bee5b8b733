// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status and headers of an HTTP/1.1 response (RFC 9112), read strictly.
 *
 * @param status the status code
 * @param headers the headers by their names in lower case; where one stands twice, joined by commas
 */
record ResponseHead(int status, Map<String, String> headers) {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    /** Written so that no line, which a server may make of 8,000 blanks, is gone over more than a few times. */
    private static final Pattern HEADER = Pattern
            .compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*+(.*(?![ \\t]).|)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final int MAX_LINES = 200;
    private static final int MAX_INTERIM = 5;

    /** Reads the head of the answer; interim ones (1xx) are passed over. */
    static ResponseHead read(InputStream in) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            ResponseHead head = readOne(in);
            if (head.status >= 200) {
                return head;
            }
        }
        throw new BadResponseException("the server sends interim answers without end");
    }

    private static ResponseHead readOne(InputStream in) throws IOException {
        Matcher status = STATUS.matcher(Lines.read(in));
        if (!status.matches()) {
            throw new BadResponseException("the server does not speak HTTP/1.1");
        }
        Map<String, String> headers = new TreeMap<>();
        for (int lines = 0; lines < MAX_LINES; lines++) {
            String line = Lines.read(in);
            if (line.isEmpty()) {
                return new ResponseHead(Integer.parseInt(status.group(1)), headers);
            }
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new BadResponseException("the server sends a malformed header");
            }
            headers.merge(header.group(1).toLowerCase(Locale.ROOT), header.group(2), (one, two) -> one + ", " + two);
        }
        throw new BadResponseException("the server sends more than " + MAX_LINES + " headers");
    }

    Optional<String> find(String header) {
        return Optional.ofNullable(headers.get(header));
    }

    /** Whether the body comes in chunks. @throws BadResponseException if it is coded in any other way */
    boolean isChunked() throws BadResponseException {
        String content = find("content-encoding").orElse("identity");
        if (!content.equalsIgnoreCase("identity")) {
            throw new BadResponseException("the server encodes the content, which nobody asked for");
        }
        Optional<String> transfer = find("transfer-encoding");
        if (transfer.isPresent()
                && (!transfer.get().equalsIgnoreCase("chunked") || find("content-length").isPresent())) {
            throw new BadResponseException("the server frames the content in an unknown or ambiguous way");
        }
        return transfer.isPresent();
    }

    /** The length of the body, if the server says one. */
    OptionalLong length() throws BadResponseException {
        Optional<String> length = find("content-length");
        if (length.isPresent() && !LENGTH.matcher(length.get()).matches()) {
            throw new BadResponseException("the server states a malformed length");
        }
        return length.map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
