// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

import dev.suture.anchor.Door;

/**
 * All doors of the device as one. A switch may replace a door while it is closed: the new one is closed as it comes, and the
 * old one is kept in mind, so that both open together and what is inside the old one counts until it has left. Holds no lock
 * while it obtains a door: one whose component hangs must not keep the others closed.
 */
final class Doors {
    private static final String FILTER = "(" + Constants.OBJECTCLASS + "=" + Door.class.getName() + ")";

    private final BundleContext context;
    private final BiConsumer<String, Throwable> log;
    private final List<Known> known = new CopyOnWriteArrayList<>();
    private final ServiceListener arrivals = this::changed;
    private volatile boolean closed;
    private volatile long closedAt;

    /** A door, and whose it is. */
    private record Known(ServiceReference<?> reference, Door door, String owner) {}

    Doors(BundleContext context, BiConsumer<String, Throwable> log) {
        this.context = context;
        this.log = log;
    }

    void close() {
        forget();
        closedAt = System.nanoTime();
        closed = true;
        try {
            // First the listener, so that none comes unseen; one that is seen twice is closed twice.
            context.addServiceListener(arrivals, FILTER);
            context.getServiceReferences(Door.class, null).forEach(this::arrived);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter made of a class name", e);
        }
    }

    void open() {
        closed = false;
        context.removeServiceListener(arrivals);
        known.forEach(each -> attempt(each, Door::open));
    }

    /** For how long they have been closed by now; zero if they are open. */
    Duration closedFor() {
        return closed ? Duration.ofNanos(System.nanoTime() - closedAt) : Duration.ZERO;
    }

    /** Waits until what is older than the last close has left every door; returns a line for each where it has not. */
    List<String> awaitOlderLeft(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        List<String> leftovers = new ArrayList<>();
        for (Known each : known) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!each.door().awaitOlderLeft(left)) {
                leftovers.add(each.door().olderInside() + " older inside " + each.owner());
            }
        }
        return leftovers;
    }

    /** The switch is over: nothing older is waited for any more, and no door is kept that was replaced. */
    void forget() {
        known.forEach(each -> context.ungetService(each.reference()));
        known.clear();
    }

    private void changed(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) {
            arrived(event.getServiceReference());
        }
    }

    private void arrived(ServiceReference<?> reference) {
        String owner = reference.getBundle().getSymbolicName();
        if (context.getService(reference) instanceof Door door) {
            Known arrived = new Known(reference, door, owner);
            known.add(arrived);
            attempt(arrived, Door::close);
            if (!closed) {
                attempt(arrived, Door::open); // it came too late, and the others are open already
            }
        }
    }

    private void attempt(Known known, Consumer<Door> action) {
        try {
            action.accept(known.door());
        } catch (RuntimeException e) {
            // One broken door must neither stop the switch half-way nor keep the others closed.
            log.accept("a door of " + known.owner() + " fails", e);
        }
    }
}
