// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

/** A service that an operation needs is not there. */
final class MissingStageException extends Exception {
    private static final long serialVersionUID = 1;

    /** The contract nobody provides at the moment. */
    MissingStageException(Class<?> contract) {
        super("no service " + contract.getName() + "; start the bundle that provides it");
    }

    /** {@code provider} is there by name, but gives nothing: its component fails whenever somebody needs it. */
    MissingStageException(Class<?> contract, String provider) {
        super(provider + " does not start, and with it " + contract.getName()
                + " is missing; the log names the cause, most often its configuration");
    }
}
