// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate;

import java.time.Duration;

/** How an activation ended. */
public sealed interface ActivationResult {
    /**
     * The new generation serves and is on trial.
     *
     * @param closed how long the doors were closed
     */
    record Switched(Duration closed) implements ActivationResult {}

    /**
     * Undone: the old generation serves as before.
     *
     * @param reason one line for a person
     * @param retryable whether it may be tried again as it is; false when a gate was red
     */
    record Undone(String reason, boolean retryable) implements ActivationResult {}

    /**
     * Recorded: the next boot brings up the wanted generation, on trial, or takes the one on trial back. What serves goes on
     * until the gateway is relaunched, which the caller has to bring about.
     */
    record AtBoot() implements ActivationResult {}
}
