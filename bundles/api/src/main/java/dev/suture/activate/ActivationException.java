// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate;

/** An activation that cannot be done; what runs was not touched. */
public final class ActivationException extends Exception {
    private static final long serialVersionUID = 1;

    /** A failure; {@code detail} is one line that names the cause and the way out. */
    public ActivationException(String detail) {
        super(detail);
    }

    /** A failure caused by {@code cause}. */
    public ActivationException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
