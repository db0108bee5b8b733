// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

import dev.suture.anchor.Gates;

/**
 * The side that is to serve: started, then judged. Every service it registers is obtained once, because a delayed
 * component whose activation throws reads as satisfied; the services are held until the doors are open, so that what was
 * activated for the judgement serves the first request too. Services of the side that are {@link Gates} judge with those of
 * the driver: when the driver itself is replaced, only the new one can call the gates of its own class space.
 */
final class NewSide implements AutoCloseable {
    private static final long PAUSE_NANOS = 1_000_000;

    private final BundleContext context;
    private final List<Bundle> bundles;
    private final Gates gates;
    private final List<ServiceReference<?>> held = new ArrayList<>();
    private final List<Gates> own = new ArrayList<>();

    NewSide(BundleContext context, List<Bundle> bundles, Gates gates) {
        this.context = context;
        this.bundles = bundles;
        this.gates = gates;
    }

    void start(AtomicBoolean cancelled) throws SwitchFault {
        for (Bundle bundle : bundles) {
            if (cancelled.get()) {
                throw SwitchFault.circumstances("cancelled");
            }
            try {
                bundle.start(Bundle.START_ACTIVATION_POLICY);
            } catch (BundleException e) {
                throw SwitchFault.notWell(bundle.getSymbolicName() + " does not start", e);
            }
        }
    }

    /** Waits until the side is well, at most {@code limit}. */
    void requireWell(Duration limit, AtomicBoolean cancelled) throws SwitchFault {
        long end = System.nanoTime() + limit.toNanos();
        for (Optional<String> fault = findFault(); fault.isPresent(); fault = findFault()) {
            if (System.nanoTime() > end || cancelled.get()) {
                throw SwitchFault.notWell(fault.get());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Lets go of the services. */
    @Override
    public void close() {
        synchronized (held) {
            held.forEach(context::ungetService);
            held.clear();
        }
    }

    private Optional<String> findFault() throws SwitchFault {
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.ACTIVE && bundle.getState() != Bundle.STARTING) {
                return Optional.of(bundle.getSymbolicName() + " is not active");
            }
        }
        List<Long> ids = bundles.stream().map(Bundle::getBundleId).toList();
        Optional<String> fault = gates.findFault(ids);
        if (fault.isPresent()) {
            return fault;
        }
        obtainServices();
        return own.stream().flatMap(more -> more.findFault(ids).stream()).findFirst();
    }

    private void obtainServices() throws SwitchFault {
        for (Bundle bundle : bundles) {
            ServiceReference<?>[] registered = bundle.getRegisteredServices();
            for (ServiceReference<?> reference : registered == null ? new ServiceReference<?>[0] : registered) {
                obtain(bundle, reference);
            }
        }
    }

    private void obtain(Bundle bundle, ServiceReference<?> reference) throws SwitchFault {
        synchronized (held) {
            if (held.contains(reference)) {
                return;
            }
            Object service = context.getService(reference);
            if (service == null) {
                throw SwitchFault.notWell(bundle.getSymbolicName() + " registers "
                        + Arrays.toString((String[]) reference.getProperty("objectClass")) + " but does not give it");
            }
            held.add(reference);
            if (service instanceof Gates more) {
                own.add(more);
            }
        }
    }
}
