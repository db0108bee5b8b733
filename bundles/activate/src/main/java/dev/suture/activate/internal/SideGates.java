// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.suture.anchor.Gates;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** The new side is well when its components are satisfied as the old side's were, and every quick gate is green. */
final class SideGates implements Gates {
    private final Components components;
    private final Set<String> required;
    private final Supplier<List<HealthGate>> quickGates;

    SideGates(Components components, Set<String> required, Supplier<List<HealthGate>> quickGates) {
        this.components = components;
        this.required = required;
        this.quickGates = quickGates;
    }

    @Override
    public Optional<String> findFault(List<Long> bundles) {
        return components.findFault(bundles, required).or(this::findRedGate);
    }

    private Optional<String> findRedGate() {
        for (HealthGate gate : quickGates.get()) {
            if (check(gate) instanceof Health.Red red) {
                return Optional.of(red.reason());
            }
        }
        return Optional.empty();
    }

    private static Health check(HealthGate gate) {
        try {
            return gate.check();
        } catch (RuntimeException e) {
            return Health.red("the quick gate " + gate.getClass().getName() + " fails: " + e);
        }
    }
}
