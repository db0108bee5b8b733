// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

import dev.suture.health.internal.BundlesGate.Seen;
import dev.suture.health.internal.BundlesGate.State;

/**
 * The managed bundles of the framework: those that lie in the folder of a generation. Without a state root, all bundles
 * count.
 */
final class FrameworkBundles implements Supplier<List<Seen>> {
    private final BundleContext context;
    private final String folder;

    FrameworkBundles(BundleContext context) {
        this.context = context;
        this.folder = Optional.ofNullable(context.getProperty("suture.root"))
                .map(root -> Path.of(root).resolve("generations").toUri().getRawPath().replaceFirst("/$", "") + "/")
                .orElse("");
    }

    @Override
    public List<Seen> get() {
        int level = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return Arrays.stream(context.getBundles())
                .filter(this::isManaged).flatMap(bundle -> see(bundle, level).stream()).toList();
    }

    /** Whether it lies in the folder of a generation. */
    boolean isManaged(Bundle bundle) {
        return bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID && bundle.getLocation().contains(folder);
    }

    private static Optional<Seen> see(Bundle bundle, int level) {
        // Null when it is being uninstalled right now.
        return Optional.ofNullable(bundle.adapt(BundleStartLevel.class))
                .filter(start -> bundle.getState() != Bundle.UNINSTALLED)
                .map(start -> new Seen(bundle.getBundleId(), String.valueOf(bundle.getSymbolicName()),
                        bundle.getVersion().toString(), state(bundle, start),
                        isFragment(bundle) || start.isPersistentlyStarted() && start.getStartLevel() <= level));
    }

    private static State state(Bundle bundle, BundleStartLevel start) {
        return switch (bundle.getState()) {
        case Bundle.ACTIVE -> State.WELL;
        case Bundle.STARTING -> start.isActivationPolicyUsed() && isLazy(bundle) ? State.WELL : State.STOPPED;
        case Bundle.INSTALLED -> State.UNRESOLVED;
        default -> isFragment(bundle) ? State.WELL : State.STOPPED;
        };
    }

    private static boolean isLazy(Bundle bundle) {
        return header(bundle, Constants.BUNDLE_ACTIVATIONPOLICY).startsWith(Constants.ACTIVATION_LAZY);
    }

    private static boolean isFragment(Bundle bundle) {
        return !header(bundle, Constants.FRAGMENT_HOST).isEmpty();
    }

    private static String header(Bundle bundle, String name) {
        return Optional.ofNullable(bundle.getHeaders("").get(name)).orElse("");
    }
}
