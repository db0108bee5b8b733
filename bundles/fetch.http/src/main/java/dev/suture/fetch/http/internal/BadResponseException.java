// SPDX-License-Identifier: Apache-2.0
package dev.suture.fetch.http.internal;

import java.io.IOException;

/** An answer that is not what was asked for; the message is one constant line without bytes of the answer. */
final class BadResponseException extends IOException {
    private static final long serialVersionUID = 1;

    BadResponseException(String detail) {
        super(detail);
    }
}
