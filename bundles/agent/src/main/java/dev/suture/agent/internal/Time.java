// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.Duration;
import java.time.Instant;

/** Time as the agent knows it: the wall clock for people and policies, a monotonic one for every window and wait. */
interface Time {
    /** What the wall clock says; it may jump. */
    Instant now();

    /** How long ago some fixed moment is; never jumps. */
    Duration elapsed();

    /** Lets time pass on the calling thread. */
    void pause(Duration duration) throws InterruptedException;

    /** How long ago {@code earlier} was, a value of {@link #elapsed()}. */
    default Duration since(Duration earlier) {
        return elapsed().minus(earlier);
    }
}
