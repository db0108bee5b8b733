// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

import dev.suture.anchor.Adoption;
import dev.suture.patch.BundleRef;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * Finds managed bundles in the framework. Managed is what runs from a generation's folder, and what a guest has adopted of its
 * host's; all else is foreign.
 */
final class Running {
    private static final String REFERENCE = "reference:";

    private final BundleContext context;
    private final Path generations;

    Running(BundleContext context, Path generations) {
        this.context = context;
        this.generations = generations.toAbsolutePath();
    }

    /** The installed bundle that is this managed bundle, if it is installed. */
    Optional<Bundle> find(BundleRef bundle) {
        Set<String> adopted = adopted();
        return Arrays.stream(context.getBundles())
                .filter(candidate -> isOurs(candidate) || adopted.contains(candidate.getLocation()))
                .filter(candidate -> bundle.symbolicName().equals(candidate.getSymbolicName()))
                .filter(candidate -> bundle.version().equals(candidate.getVersion().toString())).findFirst();
    }

    /** Where the file of a managed bundle of this generation is. */
    Path file(int generation, ManagedBundle bundle) {
        return generations.resolve(Integer.toString(generation)).resolve(bundle.fileName());
    }

    private boolean isOurs(Bundle bundle) {
        String location = bundle.getLocation();
        return location.startsWith(REFERENCE + "file:")
                && Path.of(URI.create(location.substring(REFERENCE.length()))).startsWith(generations);
    }

    private Set<String> adopted() {
        ServiceReference<Adoption> reference = context.getServiceReference(Adoption.class);
        Adoption adoption = reference == null ? null : context.getService(reference);
        if (adoption == null) {
            return Set.of();
        }
        try {
            return adoption.locations();
        } finally {
            context.ungetService(reference);
        }
    }
}
