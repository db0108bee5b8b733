// SPDX-License-Identifier: Apache-2.0
package dev.suture.launcher.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;

/**
 * Whether a gateway lives: what only a new process would mend. The updater is not asked, for a gateway does its work without
 * it, and neither are health gates, which judge patches.
 */
final class Pulse {
    /** A switch opens them again after a quarter of a second. */
    private static final Duration LONGEST_CLOSED = Duration.ofSeconds(10);

    private final Framework framework;
    private final Supplier<Duration> doorsClosed;

    /** @param doorsClosed for how long the doors have been closed by now */
    Pulse(Framework framework, Supplier<Duration> doorsClosed) {
        this.framework = framework;
        this.doorsClosed = doorsClosed;
    }

    /**
     * What ails it, if anything does. A service is registered, found, taken and unregistered for it: where that hangs, nothing in
     * the gateway can come or go, and this hangs too.
     */
    Optional<String> ailment() {
        if (framework.getState() != Bundle.ACTIVE) {
            return Optional.of("the framework is not active");
        }
        if (doorsClosed.get().compareTo(LONGEST_CLOSED) > 0) {
            return Optional.of("the doors have been closed for " + doorsClosed.get().toSeconds() + " s");
        }
        Optional<String> deadlocked = deadlocked();
        return deadlocked.isPresent() ? deadlocked : registry();
    }

    private static Optional<String> deadlocked() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] ids = threads.findDeadlockedThreads();
        return ids == null
                ? Optional.empty()
                : Optional.of("threads wait for each other for ever: " + Arrays.stream(threads.getThreadInfo(ids))
                        .filter(Objects::nonNull).map(ThreadInfo::getThreadName).collect(Collectors.joining(", ")));
    }

    private Optional<String> registry() {
        try {
            BundleContext context = framework.getBundleContext();
            ServiceRegistration<Pulse> registration = context.registerService(Pulse.class, this, null);
            try {
                ServiceReference<Pulse> found = context.getServiceReference(Pulse.class);
                boolean obtained = found != null && context.getService(found) == this && context.ungetService(found);
                return obtained ? Optional.empty() : Optional.of("a service that is registered cannot be had");
            } finally {
                registration.unregister();
            }
        } catch (IllegalStateException e) {
            return Optional.of("the framework is not active: " + e.getMessage());
        }
    }
}
