// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.anchor.Gates;

/** The new side is well when its components are satisfied as the old side's were, and every quick gate is green. */
final class SideGates implements Gates {
    private final Components components;
    private final Set<String> required;
    private final Gates quickGates;

    SideGates(Components components, Set<String> required, Gates quickGates) {
        this.components = components;
        this.required = required;
        this.quickGates = quickGates;
    }

    @Override
    public Optional<String> findFault(List<Long> bundles) {
        return components.findFault(bundles, required).or(() -> quickGates.findFault(bundles));
    }
}
