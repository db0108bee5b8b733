// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** Says what a bundle that does not resolve lacks. */
public final class Missing {
    private Missing() {
    }

    /** The mandatory requirements that nothing in the framework satisfies: the filter or namespace of each. */
    public static List<String> of(Bundle bundle, FrameworkWiring wiring) {
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            Map<String, String> directives = requirement.getDirectives();
            boolean needed = !"optional".equals(directives.get("resolution"))
                    && !"active".equals(directives.get("effective"));
            if (needed && wiring.findProviders(requirement).isEmpty()) {
                missing.add(Optional.ofNullable(directives.get("filter")).orElse(requirement.getNamespace()));
            }
        }
        return missing;
    }
}
