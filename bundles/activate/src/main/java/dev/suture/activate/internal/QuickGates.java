// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.suture.anchor.Gates;
import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Whether every quick gate that is there is green. One that throws is red. */
final class QuickGates implements Gates {
    private final Supplier<List<HealthGate>> gates;

    QuickGates(Supplier<List<HealthGate>> gates) {
        this.gates = gates;
    }

    @Override
    public Optional<String> findFault(List<Long> bundles) {
        for (HealthGate gate : gates.get()) {
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
