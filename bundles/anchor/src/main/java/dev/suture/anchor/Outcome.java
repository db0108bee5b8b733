// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

import java.time.Duration;

/** How the execution of a script ended. In each case exactly one generation serves. */
public sealed interface Outcome {
    /**
     * The other side serves.
     *
     * @param closed how long the doors were closed
     */
    record Switched(Duration closed) implements Outcome {}

    /**
     * The side that served before serves as before.
     *
     * @param reason one line for a person
     * @param fault true if the new side was not well, false if only time or circumstances were short
     */
    record Undone(String reason, boolean fault) implements Outcome {}

    /** Recorded; the side that served before serves until the next boot, which {@link Anchor#relaunch()} brings about. */
    record AtBoot() implements Outcome {}
}
