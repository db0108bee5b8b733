// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** A person asked for what cannot be done; the message says why, and what can. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
