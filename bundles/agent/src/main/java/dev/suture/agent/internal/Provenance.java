// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.net.URI;
import java.nio.file.Path;

import org.osgi.framework.Bundle;

/**
 * Which bundles may be a stage: those of the state root, where only verified content gets a name. Any bundle may register a service
 * under any contract and with any ranking; what comes from elsewhere is foreign.
 */
record Provenance(Path root) {
    private static final String REFERENCE = "reference:";

    Provenance {
        root = root.toAbsolutePath().normalize();
    }

    /** Whether it is the framework or runs from a file of the state root. */
    boolean isOurs(Bundle bundle) {
        return bundle.getBundleId() == 0 || isOurs(bundle.getLocation());
    }

    private boolean isOurs(String location) {
        try {
            URI file = URI.create(location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location);
            return "file".equals(file.getScheme()) && Path.of(file).normalize().startsWith(root);
        } catch (IllegalArgumentException e) {
            return false; // a location may be any text
        }
    }
}
