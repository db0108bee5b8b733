// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.ServiceRegistration;

import dev.suture.anchor.Adoption;
import dev.suture.anchor.host.Current;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.runtime.UserError;

/**
 * Watches whether the host changes what is managed: its provisioner may restore a bundle that was replaced, or update one.
 * Tells it, once each, and fights nothing. Looks a little after the last event, and never while a generation is on trial.
 */
final class DriftWatch implements Adoption, BundleListener, AutoCloseable {
    private static final int EVENTS = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;
    private static final long QUIET_MILLIS = 1000;

    private final Look look;
    private final CurrentFile current;
    private final Arrived arrived;
    private final GuestLog log;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "suture-guest");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile Reality seen;
    private volatile boolean standing = true;

    /** Compares a generation with what runs. */
    interface Look {
        Reality at(int generation) throws IOException;
    }

    DriftWatch(Look look, CurrentFile current, Arrived arrived, GuestLog log) {
        this.look = look;
        this.current = current;
        this.arrived = arrived;
        this.seen = arrived.reality();
        this.log = log;
        // Most hosts change nothing for months: no thread waits for that.
        executor.setKeepAliveTime(2 * QUIET_MILLIS, TimeUnit.MILLISECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /** Begins to watch and offers what is known as a service. */
    ServiceRegistration<Adoption> open(BundleContext context) {
        context.addBundleListener(this);
        return context.registerService(Adoption.class, this, new Hashtable<>());
    }

    @Override
    public Set<String> locations() {
        return seen.locations();
    }

    /** What was found at the start stands until another generation takes the place of the one that was described then. */
    @Override
    public List<String> drift() {
        List<String> drift = new ArrayList<>(standing ? arrived.reality().drift() : List.of());
        seen.drift().stream().filter(line -> !drift.contains(line)).forEach(drift::add);
        return drift;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & EVENTS) != 0 && due.compareAndSet(false, true)) {
            try {
                executor.schedule(this::check, QUIET_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                return; // the guest has stopped
            }
        }
    }

    private void check() {
        due.set(false);
        try {
            Current before = current.read();
            Reality now = look.at(before.confirmed());
            // What was looked at while a script began or ended is neither side's.
            if (before.trial().isPresent() || !current.read().equals(before)) {
                return;
            }
            List<String> news = new ArrayList<>(now.drift());
            news.removeAll(seen.drift());
            seen = now;
            standing = before.confirmed() == arrived.generation().number();
            news.forEach(line -> log.warn("drift: " + line));
        } catch (IOException | UserError | IllegalStateException e) {
            log.warn("cannot see whether the host changed anything: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
