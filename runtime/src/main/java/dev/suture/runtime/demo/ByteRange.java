// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a file: the first byte and how many. */
record ByteRange(long from, long length) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})?");

    /** The one range a header asks for, {@code bytes=5-} or {@code bytes=5-9}; empty if it is not in the file. */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long from = Long.parseLong(matcher.group(1));
        long last = matcher.group(2) == null ? size - 1 : Math.min(size - 1, Long.parseLong(matcher.group(2)));
        return from > last ? Optional.empty() : Optional.of(new ByteRange(from, last - from + 1));
    }

    /** The value of Content-Range. */
    String describe(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
