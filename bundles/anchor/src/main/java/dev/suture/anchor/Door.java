// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor;

import java.time.Duration;

/**
 * An entry point that counts what is inside and can hold back what arrives. Registered as a service; the anchor closes
 * and opens all doors together. One that is registered meanwhile is closed at once; one that is unregistered meanwhile, since
 * a switch replaces it, stays closed until the others open, and is still asked for what is older inside. Safe for use by
 * several threads.
 */
public interface Door {
    /** Begins to hold back what arrives. What is inside now is "older" until it leaves. Returns at once. */
    void close();

    /** Lets in what was held back and what arrives. Does nothing if the door is open. Returns at once. */
    void open();

    /**
     * Waits until everything older than the last {@link #close()} has left.
     *
     * @return false if some of it is still inside after {@code limit}
     */
    boolean awaitOlderLeft(Duration limit) throws InterruptedException;

    /** How many that are older than the last {@link #close()} are still inside. */
    int olderInside();
}
