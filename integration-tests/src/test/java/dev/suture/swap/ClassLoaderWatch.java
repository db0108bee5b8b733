// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import static org.junit.Assert.assertNotNull;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;

import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** Sees whether the class loader of a bundle goes. */
final class ClassLoaderWatch {
    private static final int COLLECTIONS = 40;

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    /** Held, or it would go before its class loader. */
    private final PhantomReference<ClassLoader> reference;

    private ClassLoaderWatch(ClassLoader loader) {
        reference = new PhantomReference<>(loader, collected);
    }

    /** Watches the one a bundle has now. */
    static ClassLoaderWatch of(BundleContext context, String bundle) {
        return new ClassLoaderWatch(Inventory.bundles(context, bundle).findFirst().orElseThrow()
                .adapt(BundleWiring.class).getClassLoader());
    }

    /** Waits until nothing holds it any more. */
    void awaitCollected() throws InterruptedException {
        Reference<?> found = null;
        for (int i = 0; i < COLLECTIONS && found == null; i++) {
            System.gc();
            found = collected.remove(250);
        }
        assertNotNull("something still holds " + reference, found);
    }
}
