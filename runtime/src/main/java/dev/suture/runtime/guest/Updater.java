// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.anchor.host.FileLocation;
import dev.suture.anchor.host.Missing;
import dev.suture.runtime.UserError;

/**
 * The bundles that the guest brings in. It is always the guest that starts them, because without it they would find neither their
 * state root nor the anchor: they start transiently, and at the guest's own start level, where a framework takes the guest first.
 */
final class Updater {
    /** The one bundle that has no place in a host without the HTTP Whiteboard. */
    private static final String DOORS = "dev.suture.doors";
    private static final String OURS = "dev.suture.";

    private final BundleContext system;
    private final int startLevel;
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<Bundle> installed = new ArrayList<>();

    /** For the framework whose system bundle's context this is. @param startLevel the guest's */
    Updater(BundleContext system, int startLevel) {
        this.system = system;
        this.startLevel = startLevel;
    }

    int startLevel() {
        return startLevel;
    }

    /** Installs a bundle that is not installed yet. @return the bundle */
    Bundle add(Path file, Optional<Bundle> present) throws BundleException {
        Bundle bundle;
        if (present.isPresent()) {
            bundle = present.get();
        } else {
            bundle = system.installBundle(FileLocation.of(file));
            installed.add(bundle);
        }
        bundle.adapt(BundleStartLevel.class).setStartLevel(startLevel);
        bundles.add(bundle);
        return bundle;
    }

    /** Takes back a bundle that the host turns out to have. */
    void drop(Bundle bundle) throws BundleException {
        bundles.remove(bundle);
        if (installed.remove(bundle)) {
            bundle.uninstall();
        }
    }

    /**
     * Resolves all of them.
     *
     * @return the bundles that the host has no use for, which are gone again
     * @throws UserError if another one lacks something; what was installed is gone again
     */
    List<String> resolve() throws BundleException {
        FrameworkWiring wiring = system.getBundle().adapt(FrameworkWiring.class);
        wiring.resolveBundles(bundles);
        List<String> useless = new ArrayList<>();
        for (Bundle bundle : List.copyOf(bundles)) {
            if (bundle.getState() == Bundle.INSTALLED) {
                List<String> missing = Missing.of(bundle, wiring);
                if (!DOORS.equals(bundle.getSymbolicName())) {
                    uninstall();
                    throw new UserError(bundle.getSymbolicName() + " " + bundle.getVersion()
                            + " does not resolve on this host: nothing provides " + String.join(", ", missing)
                            + "; add that to the host, and start this bundle again");
                }
                drop(bundle);
                useless.add("the host has no HTTP Whiteboard (nothing provides " + String.join(", ", missing)
                        + "): requests are not held back while a switch goes on");
            }
        }
        return useless;
    }

    /** Starts all of them; {@code beforeOurs} runs when what ours need is there. */
    void start(Runnable beforeOurs) throws BundleException {
        for (Bundle bundle : bundles) {
            if (!bundle.getSymbolicName().startsWith(OURS)) {
                start(bundle);
            }
        }
        beforeOurs.run();
        for (Bundle bundle : bundles) {
            if (bundle.getSymbolicName().startsWith(OURS)) {
                start(bundle);
            }
        }
    }

    /** Stops these, the last first. What a patch has put in place of one is among them, and does not start by itself either. */
    static void stop(List<Bundle> running, Consumer<String> log) {
        List<Bundle> reversed = new ArrayList<>(running);
        Collections.reverse(reversed);
        for (Bundle bundle : reversed) {
            try {
                bundle.stop();
            } catch (BundleException | IllegalStateException e) {
                log.accept(bundle.getSymbolicName() + " does not stop: " + e.getMessage());
            }
        }
    }

    /** Takes back what was installed now. */
    void uninstall() throws BundleException {
        for (Bundle bundle : List.copyOf(installed)) {
            drop(bundle);
        }
    }

    private static void start(Bundle bundle) throws BundleException {
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0) {
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        }
    }
}
