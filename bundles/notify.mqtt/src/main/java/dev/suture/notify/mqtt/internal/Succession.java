// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Holds this copy of the bundle back while another one is active, as for a moment of a swap: both are the same client to the
 * broker, which would cut the first off for the second. The listener ends with the bundle.
 */
final class Succession {
    private final BundleContext context;
    private final Runnable begin;
    private final AtomicBoolean begun = new AtomicBoolean();

    private Succession(BundleContext context, Runnable begin) {
        this.context = context;
        this.begin = begin;
    }

    /** Runs {@code begin} once no other copy is active: now, or on the thread that stops the last of them. */
    static void await(BundleContext context, Runnable begin) {
        Succession succession = new Succession(context, begin);
        context.addBundleListener((SynchronousBundleListener) succession::changed);
        succession.check();
    }

    private void changed(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED && isCopy(event.getBundle())) {
            check();
        }
    }

    private void check() {
        boolean alone = Arrays.stream(context.getBundles()).noneMatch(bundle -> isCopy(bundle) && isActive(bundle));
        if (alone && !begun.getAndSet(true)) {
            begin.run();
        }
    }

    private boolean isCopy(Bundle bundle) {
        return !bundle.equals(context.getBundle())
                && context.getBundle().getSymbolicName().equals(bundle.getSymbolicName());
    }

    private static boolean isActive(Bundle bundle) {
        return (bundle.getState() & (Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING)) != 0;
    }
}
