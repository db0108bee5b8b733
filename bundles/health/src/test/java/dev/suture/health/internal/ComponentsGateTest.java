// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.suture.health.Health;
import dev.suture.health.internal.ComponentsGate.Key;
import dev.suture.health.internal.ComponentsGate.Seen;

class ComponentsGateTest {
    private static final Optional<String> WELL = Optional.empty();
    private static final Optional<String> LACKING = Optional.of("lacks store");

    private List<Seen> components = List.of();
    private final ComponentsGate gate = new ComponentsGate(() -> components);

    @Test
    void redWhenOneThatWasSatisfiedIsNotAnyMore() {
        components = List.of(component(1, WELL));
        assertEquals(Health.green(), gate.check());
        components = List.of(component(1, LACKING));
        assertEquals(Health.red("component c of a.bundle lacks store"), gate.check());
        assertEquals(Health.red("component c of a.bundle lacks store"), gate.check(), "it stays red");
        components = List.of(component(1, WELL));
        assertEquals(Health.green(), gate.check());
    }

    @Test
    void oneThatNeverWasSatisfiedIsNoFault() {
        components = List.of(component(1, LACKING));
        assertEquals(Health.green(), gate.check());
    }

    @Test
    void oneThatComesLaterCountsFromThenOn() {
        gate.check();
        components = List.of(component(1, WELL));
        gate.check();
        components = List.of(component(1, LACKING));
        assertEquals(Health.red("component c of a.bundle lacks store"), gate.check());
    }

    @Test
    void oneWhoseBundleIsGoneOrReplacedIsForgotten() {
        components = List.of(component(1, WELL));
        gate.check();
        components = List.of(component(9, LACKING));
        assertEquals(Health.green(), gate.check());
        components = List.of(component(1, LACKING));
        assertEquals(Health.green(), gate.check());
    }

    private static Seen component(long bundle, Optional<String> fault) {
        return new Seen(new Key(bundle, "c"), "a.bundle", fault);
    }
}
