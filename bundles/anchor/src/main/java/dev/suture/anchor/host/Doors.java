// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

import dev.suture.anchor.Door;

/** All doors of the device as one. Looked up at each use: a door may come and go with any swap. */
final class Doors {
    private final BundleContext context;
    private final BiConsumer<String, Throwable> log;

    Doors(BundleContext context, BiConsumer<String, Throwable> log) {
        this.context = context;
        this.log = log;
    }

    void close() {
        each(Door::close);
    }

    void open() {
        each(Door::open);
    }

    /** Waits until what is older than the last close has left every door; returns a line for each where it has not. */
    List<String> awaitOlderLeft(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<String> leftovers = new ArrayList<>();
        for (ServiceReference<Door> reference : references()) {
            Door door = context.getService(reference);
            if (door != null) {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                if (!door.awaitOlderLeft(left)) {
                    leftovers.add(door.olderInside() + " older inside " + reference.getBundle().getSymbolicName());
                }
                context.ungetService(reference);
            }
        }
        return leftovers;
    }

    private void each(Consumer<Door> action) {
        for (ServiceReference<Door> reference : references()) {
            Door door = context.getService(reference);
            if (door != null) {
                try {
                    action.accept(door);
                } catch (RuntimeException e) {
                    // One broken door must neither stop the switch half-way nor keep the others closed.
                    log.accept("a door of " + reference.getBundle() + " fails", e);
                }
                context.ungetService(reference);
            }
        }
    }

    private Collection<ServiceReference<Door>> references() {
        try {
            return context.getServiceReferences(Door.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter, no syntax", e);
        }
    }
}
