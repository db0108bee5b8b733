// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.suture.health.Health;
import dev.suture.health.internal.BundlesGate.Seen;
import dev.suture.health.internal.BundlesGate.State;

class SteadyGateTest {
    private List<Seen> bundles = List.of(bundle(1, "a", State.WELL), bundle(2, "b", State.WELL));
    private long now;
    private final SteadyGate gate = new SteadyGate(() -> bundles, () -> now);

    @Test
    void greenWhileNothingStops() {
        assertEquals(Health.green(), gate.check());
    }

    @Test
    void redForAsLongAsItIsDown() {
        gate.stops(2);
        bundles = List.of(bundle(1, "a", State.WELL), bundle(2, "b", State.STOPPED));
        assertEquals(Health.red("b 1.0.0 has stopped"), gate.check());
        now += SteadyGate.PAUSE.toNanos();
        assertEquals(Health.red("b 1.0.0 has stopped"), gate.check());
    }

    @Test
    void redOnceWhenItIsUpAgain() {
        gate.stops(2);
        assertEquals(Health.red("b 1.0.0 has stopped and was started again"), gate.check());
        assertEquals(Health.green(), gate.check());
        gate.stops(2);
        assertEquals(Health.red("b 1.0.0 has stopped and was started again"), gate.check(), "and again: a crash loop");
    }

    @Test
    void aCopyThatStoppedIsForgottenWhenTheOldOneServesAgain() {
        gate.stops(9);
        bundles = List.of(bundle(2, "b", State.WELL), bundle(9, "b", State.STOPPED));
        assertEquals(Health.green(), gate.check());
        bundles = List.of(bundle(2, "b", State.STOPPED));
        assertEquals(Health.green(), gate.check(), "it is uninstalled");
    }

    @Test
    void whatStoppedWhileNobodyWatchedIsNoFault() {
        gate.stops(2);
        bundles = List.of(bundle(1, "a", State.WELL), bundle(2, "b", State.STOPPED));
        now += SteadyGate.PAUSE.toNanos() + 1;
        assertEquals(Health.green(), gate.check());
        assertEquals(Health.green(), gate.check());
    }

    private static Seen bundle(long id, String name, State state) {
        return new Seen(id, name, "1.0.0", state, true);
    }
}
