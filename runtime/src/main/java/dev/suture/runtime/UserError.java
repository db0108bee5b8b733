// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

/** A user's mistake, or a cause outside that a user can mend: one clear line on the error stream and exit code 2. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code message} is one line that names the cause and the way out. */
    public UserError(String message) {
        super(message);
    }

    /** As above; {@code cause} is never shown to the user, only kept for a debugger. */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
