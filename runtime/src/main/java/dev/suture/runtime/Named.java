// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import dev.suture.patch.Names;

/** A name that a person gave. Stateless. */
public final class Named {
    private Named() {
    }

    /** {@code value} as it is. @throws UserError if it can be no name, e.g. of a product: it stands in paths and topics */
    public static String of(String what, String value) {
        try {
            return Names.name(what, value);
        } catch (IllegalArgumentException e) {
            throw new UserError("'" + value + "': " + e.getMessage(), e);
        }
    }
}
