// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.suture.health.Health;
import dev.suture.health.internal.BundlesGate.Seen;
import dev.suture.health.internal.BundlesGate.State;

class BundlesGateTest {
    private List<Seen> bundles = List.of();
    private final BundlesGate gate = new BundlesGate(() -> bundles);

    @Test
    void greenWhenAllThatAreDueRun() {
        bundles = List.of(bundle(1, "a", State.WELL, true), bundle(2, "mitigated", State.STOPPED, false));
        assertEquals(Health.green(), gate.check());
    }

    @Test
    void redWhenOneDoesNotStart() {
        bundles = List.of(bundle(1, "a", State.WELL, true), bundle(2, "b", State.STOPPED, true));
        assertEquals(Health.red("b 1.0.0 is not started"), gate.check());
    }

    @Test
    void redWhenOneDoesNotResolve() {
        bundles = List.of(bundle(2, "b", State.UNRESOLVED, true));
        assertEquals(Health.red("b 1.0.0 is not resolved"), gate.check());
    }

    @Test
    void anOldCopyThatLingersIsNoFault() {
        bundles = List.of(bundle(1, "a", State.STOPPED, true), bundle(9, "a", State.WELL, true));
        assertEquals(Health.green(), gate.check());
    }

    @Test
    void aCopyThatDoesNotRunIsNoExcuseForTheOther() {
        bundles = List.of(bundle(1, "a", State.STOPPED, true), bundle(9, "a", State.UNRESOLVED, true));
        assertEquals(Health.red("a 1.0.0 is not started"), gate.check());
    }

    @Test
    void oneThatRanAndWasStoppedIsNoFault() {
        bundles = List.of(bundle(1, "removed", State.WELL, true));
        assertEquals(Health.green(), gate.check());
        bundles = List.of(bundle(1, "removed", State.STOPPED, true));
        assertEquals(Health.green(), gate.check(), "a patch took it away; it lingers until confirmed");
    }

    private static Seen bundle(long id, String name, State state, boolean due) {
        return new Seen(id, name, "1.0.0", state, due);
    }
}
