// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.startlevel.BundleStartLevel;

import dev.suture.anchor.Adoption;
import dev.suture.anchor.Anchor;
import dev.suture.anchor.host.AnchorHost;
import dev.suture.anchor.host.CurrentFile;
import dev.suture.runtime.state.RootLock;
import dev.suture.stage.Generation;

/**
 * The guest in its host, from start to stop. Everything that was begun is kept in order, and ended the other way round. Used by
 * the framework's threads, one after the other.
 */
final class Guest implements AutoCloseable {
    private final BundleContext context;
    private final BundleContext system;
    private final Path root;
    private final GuestLog log;
    private final Deque<Ending> endings = new ArrayDeque<>();

    /** How something that was begun is ended. */
    private interface Ending {
        void end() throws IOException;
    }

    Guest(BundleContext context, Path root, GuestLog log) {
        this.context = context;
        this.system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        this.root = root;
        this.log = log;
    }

    /**
     * Adopts the host, or goes on after its restart.
     *
     * @throws dev.suture.runtime.UserError if this host cannot be one, or what is prepared does not suit it
     * @throws BundleException if the updater does not start
     */
    void start() throws IOException, BundleException {
        HostCheck check = new HostCheck(system);
        check.require();
        RootLock lock = RootLock.take(root);
        endings.push(lock::close);
        Prepared prepared = Prepared.read(root);
        Site site = new Site(context, root, prepared, log);
        Updater updater = new Updater(system, context.getBundle().adapt(BundleStartLevel.class).getStartLevel());
        Arrived arrived = new CurrentFile(root).exists()
                ? new Returning(site, updater).goOn()
                : new Adopting(site, updater).adopt();
        check.remarks().forEach(log::warn);
        run(arrived, site, updater);
    }

    private void run(Arrived arrived, Site site, Updater updater) throws IOException, BundleException {
        Prepared prepared = site.prepared();
        Generation generation = arrived.generation();
        tell(Map.of("suture.root", root.toString(), "suture.product", generation.origin().product(), "suture.base",
                generation.origin().base(), "suture.device", prepared.device()));
        AnchorHost anchor = AnchorHost.register(system, root, Optional.empty(),
                (message, cause) -> log.warn(message + ": " + cause.getMessage()));
        endings.push(anchor::close);
        DriftWatch watch = new DriftWatch(site::compare, new CurrentFile(root), arrived, log);
        endings.push(watch::close);
        ServiceRegistration<Adoption> adoption = watch.open(system);
        endings.push(() -> {
            adoption.unregister();
            system.removeBundleListener(watch);
        });
        SiteConfigurations configurations = new SiteConfigurations(context, prepared.updater().configurations(),
                log::warn);
        endings.push(configurations::close);
        endings.push(() -> Updater.stop(site.updater(), log::warn));
        updater.start(configurations::apply);
        endings.push(this::endTrial);
        log.info(generation.origin().product() + " " + generation.origin().label() + " runs as " + prepared.device()
                + " in " + system.getBundle().getSymbolicName() + " " + system.getBundle().getVersion()
                + ", generation " + generation.number() + ", " + generation.bundles().size() + " bundles, "
                + arrived.reality().locations().size() + " of them the host's");
    }

    /** The bundles of the updater read them from their context, which asks the JVM for what the framework does not know. */
    private void tell(Map<String, String> properties) {
        new TreeMap<>(properties).forEach((name, value) -> {
            System.setProperty(name, value);
            endings.push(() -> System.clearProperty(name));
        });
    }

    /** Without the guest nobody could take the trial back; when the host stops as a whole, its next start does. */
    private void endTrial() throws IOException {
        ServiceReference<Anchor> reference = system.getServiceReference(Anchor.class);
        if (system.getBundle().getState() == Bundle.ACTIVE && reference != null) {
            Anchor anchor = system.getService(reference);
            if (anchor.trial().isPresent()) {
                anchor.revert("the guest is stopped");
            }
            system.ungetService(reference);
        }
    }

    @Override
    public void close() {
        while (!endings.isEmpty()) {
            try {
                endings.pop().end();
            } catch (IOException | IllegalStateException e) {
                log.warn("the guest does not stop cleanly: " + e.getMessage());
            }
        }
    }
}
