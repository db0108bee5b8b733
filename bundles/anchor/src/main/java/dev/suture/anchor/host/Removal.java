// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.List;
import java.util.function.BiConsumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Uninstalls the side that is over, so that nothing of it stays behind. Goes on where one bundle makes trouble. */
final class Removal {
    private final InUseMap inUse;
    private final BiConsumer<String, Throwable> log;

    Removal(BundleContext context, BiConsumer<String, Throwable> log) {
        this.inUse = InUseMap.of(context.getBundle(), log);
        this.log = log;
    }

    void uninstall(List<Bundle> bundles) {
        for (Bundle bundle : bundles) {
            try {
                if (bundle.getState() != Bundle.UNINSTALLED) {
                    bundle.uninstall();
                }
            } catch (BundleException e) {
                log.accept(bundle.getSymbolicName() + " does not uninstall cleanly", e);
            }
            inUse.forget(bundle);
        }
    }
}
