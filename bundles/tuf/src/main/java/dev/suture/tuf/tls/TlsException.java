// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.tls;

import java.io.IOException;

/** A file that cannot be used; the message is one line for a person, names the file, and shows nothing of its content. */
public final class TlsException extends IOException {
    private static final long serialVersionUID = 1;

    TlsException(String message) {
        super(message);
    }

    TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
