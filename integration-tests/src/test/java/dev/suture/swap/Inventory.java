// SPDX-License-Identifier: Apache-2.0
package dev.suture.swap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What is in the framework at one moment.
 *
 * @param bundles id, name, version and state of each
 * @param services who has registered what, one line each
 */
record Inventory(List<String> bundles, List<String> services) {
    static Inventory of(BundleContext context) throws InvalidSyntaxException {
        ServiceReference<?>[] references = context.getAllServiceReferences(null, null);
        return new Inventory(
                Arrays.stream(context.getBundles())
                        .map(bundle -> bundle.getBundleId() + " " + bundle + " " + bundle.getState()).toList(),
                Arrays.stream(references).map(Inventory::line).sorted().toList());
    }

    /** The versions in which a bundle is there. */
    static List<String> versions(BundleContext context, String name) {
        return bundles(context, name).map(bundle -> bundle.getVersion().toString()).toList();
    }

    static Stream<Bundle> bundles(BundleContext context, String name) {
        return Arrays.stream(context.getBundles()).filter(bundle -> name.equals(bundle.getSymbolicName()));
    }

    /** The live threads of a switch, once they had time to end. */
    static List<String> threads() throws InterruptedException {
        List<String> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("suture-")) {
                thread.join(10_000);
                if (thread.isAlive()) {
                    left.add(thread.getName());
                }
            }
        }
        return left;
    }

    private static String line(ServiceReference<?> reference) {
        return reference.getBundle().getSymbolicName() + ": "
                + Arrays.toString((String[]) reference.getProperty("objectClass"));
    }
}
