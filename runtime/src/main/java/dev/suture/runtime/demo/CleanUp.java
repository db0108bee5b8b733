// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Everything that has to go at the end, in reverse order of its coming. Safe for use by several threads: what comes after
 * the end, because some other thread was still starting it, goes at once.
 */
public final class CleanUp implements AutoCloseable {
    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private final Consumer<String> complaints;
    private boolean ended;

    /** Tells {@code complaints} of things that do not go. */
    public CleanUp(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /** Takes charge of {@code thing}. */
    public <T extends AutoCloseable> T add(T thing) {
        if (!addUnlessEnded(thing)) {
            end(thing);
        }
        return thing;
    }

    /** Whether it has begun to end everything. */
    public synchronized boolean hasEnded() {
        return ended;
    }

    private synchronized boolean addUnlessEnded(AutoCloseable thing) {
        if (!ended) {
            things.push(thing);
        }
        return !ended;
    }

    /** Ends all of them; does nothing the second time, but waits for the first. */
    @Override
    public synchronized void close() {
        ended = true;
        while (!things.isEmpty()) {
            end(things.pop());
        }
    }

    private void end(AutoCloseable thing) {
        try {
            thing.close();
        } catch (Exception e) {
            // An edge: one that does not go must not keep the others from going.
            complaints.accept(e.toString());
        }
    }
}
