// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;

/** A file that only the anchor writes and that does not hold what it wrote. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedException(String detail) {
        super(detail);
    }
}
