// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The updater's own services in the gateway: what swaps here is what swaps on a device, with its plan, gates and limits.
 * Called by reflection, because their types come from bundles and are others than those of the same name here.
 */
final class ShippedUpdater {
    private static final String ACTIVATOR = "dev.suture.activate.Activator";
    private static final String STAGER = "dev.suture.stage.Stager";
    private static final long PATIENCE_MILLIS = 30_000;

    private final Object activator;
    private final Object stager;

    /** Waits for the services. @throws IOException if they do not come */
    ShippedUpdater(BundleContext context) throws IOException, InterruptedException {
        activator = service(context, ACTIVATOR);
        stager = service(context, STAGER);
    }

    /**
     * How an activation ended.
     *
     * @param closed how long the doors were closed; zero if it was undone
     * @param undone why it was undone; empty if it switched
     */
    record Result(Duration closed, Optional<String> undone) {}

    /** Switches from one generation on the disk to another. @throws IOException if there is no way */
    Result activate(int from, int to) throws IOException {
        Object result = call(activator, ACTIVATOR, "activate", generation(from), generation(to));
        String kind = result.getClass().getName();
        if (kind.endsWith("$Switched")) {
            return new Result((Duration) call(result, kind, "closed"), Optional.empty());
        }
        if (!(boolean) call(result, kind, "retryable")) {
            throw new IOException("the activation was refused: " + call(result, kind, "reason"));
        }
        return new Result(Duration.ZERO, Optional.of((String) call(result, kind, "reason")));
    }

    private Object generation(int number) throws IOException {
        return call(stager, STAGER, "get", number);
    }

    private static Object call(Object target, String type, String name, Object... arguments) throws IOException {
        try {
            Class<?> declaring = Class.forName(type, true, target.getClass().getClassLoader());
            return Arrays.stream(declaring.getMethods())
                    .filter(method -> method.getName().equals(name)
                            && method.getParameterCount() == arguments.length)
                    .findFirst().orElseThrow(() -> new IOException(type + " has no " + name + " any more"))
                    .invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IOException(name + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IOException(type + "." + name + " cannot be called", e);
        }
    }

    /** Held until the framework stops: nothing swaps the updater here. */
    private static Object service(BundleContext context, String name) throws IOException, InterruptedException {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, name, null);
        tracker.open(true);
        Object service = tracker.waitForService(PATIENCE_MILLIS);
        if (service == null) {
            throw new IOException("the gateway has no " + name);
        }
        return service;
    }
}
