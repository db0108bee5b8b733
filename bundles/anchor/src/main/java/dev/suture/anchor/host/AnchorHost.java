// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

import dev.suture.anchor.Anchor;

/**
 * Puts the anchor into a framework: its hooks and its service, registered by the system bundle. The launcher does so
 * between {@code init()} and {@code start()}, before anything else can resolve.
 */
public final class AnchorHost implements AutoCloseable {
    private final SwitchingAnchor anchor;
    private final Doors doors;
    private final List<ServiceRegistration<?>> registrations;

    private AnchorHost(SwitchingAnchor anchor, Doors doors, List<ServiceRegistration<?>> registrations) {
        this.anchor = anchor;
        this.doors = doors;
        this.registrations = registrations;
    }

    /**
     * Registers the anchor.
     *
     * @param system the system bundle's context
     * @param root the state root; has a {@code current.json}
     * @param relaunch stops the framework and has it booted again, returning at once; empty if nobody would boot it again
     * @param log takes what went wrong where a script goes on nevertheless
     * @throws IOException if the state cannot be read
     */
    public static AnchorHost register(BundleContext system, Path root, Optional<Runnable> relaunch,
            BiConsumer<String, Throwable> log) throws IOException {
        Pinning pinning = new Pinning();
        Admission admission = new Admission();
        Doors doors = new Doors(system, log);
        AnchorParts parts = new AnchorParts(system, pinning, admission, new Journal(root), doors,
                relaunch, log);
        SwitchingAnchor anchor = new SwitchingAnchor(parts, new CurrentFile(root));
        system.addBundleListener((SynchronousBundleListener) event -> {
            if (event.getBundle().equals(system.getBundle()) && event.getType() == BundleEvent.STOPPING) {
                anchor.close();
            }
        });
        return new AnchorHost(anchor, doors, List.of(system.registerService(ResolverHookFactory.class, pinning, null),
                system.registerService(CollisionHook.class, admission, null),
                system.registerService(Anchor.class, anchor, null)));
    }

    /** For how long the doors have been closed by now; zero if they are open. */
    public Duration doorsClosedFor() {
        return doors.closedFor();
    }

    /** Takes hooks and service away. */
    @Override
    public void close() {
        anchor.close();
        registrations.forEach(ServiceRegistration::unregister);
    }
}
