// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/**
 * Red when a component that was satisfied once is not any more. One that never was waits for something that is not there
 * on this device, which is its own business; one whose bundle was stopped or replaced is forgotten. Safe for use by
 * several threads.
 */
final class ComponentsGate implements HealthGate {
    private final Supplier<List<Seen>> components;
    private final Set<Key> satisfied = new HashSet<>();

    /** A component of one very bundle: the copy in another is another. */
    record Key(long bundle, String name) {}

    /**
     * A component.
     *
     * @param owner symbolic name of its bundle
     * @param fault what it lacks; empty when it is satisfied
     */
    record Seen(Key key, String owner, Optional<String> fault) {}

    ComponentsGate(Supplier<List<Seen>> components) {
        this.components = components;
    }

    @Override
    public synchronized Health check() {
        List<Seen> now = components.get();
        satisfied.retainAll(now.stream().map(Seen::key).collect(Collectors.toSet()));
        now.stream().filter(seen -> seen.fault().isEmpty()).forEach(seen -> satisfied.add(seen.key()));
        return now.stream().filter(seen -> seen.fault().isPresent() && satisfied.contains(seen.key())).findFirst()
                .map(seen -> Health.red("component " + seen.key().name() + " of " + seen.owner() + " "
                        + seen.fault().orElseThrow()))
                .orElse(Health.green());
    }
}
