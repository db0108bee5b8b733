// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the lines around an HTTP body. Stateless. */
final class Lines {
    private static final int MAX_LENGTH = 8192;

    private Lines() {
    }

    /** The next line without its end, which is CR LF or LF. */
    static String read(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection broke");
            }
            if (line.length() == MAX_LENGTH) {
                throw new BadResponseException("the server sends a line of more than " + MAX_LENGTH + " bytes");
            }
            line.append((char) next);
        }
        if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }
}
