// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.Collection;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.bundle.CollisionHook;

/**
 * Lets the anchor, and nobody else, install a second copy of a bundle. The framework calls the hook on the thread that
 * installs, so the thread tells whose installation it is.
 */
final class Admission implements CollisionHook {
    private volatile Thread installer;

    /** Installs what may have a twin. */
    Bundle install(BundleContext context, String location) throws BundleException {
        installer = Thread.currentThread();
        try {
            return context.installBundle(location);
        } finally {
            installer = null;
        }
    }

    @Override
    public void filterCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        if (operation == INSTALLING && Thread.currentThread() == installer) {
            candidates.clear();
        }
    }
}
