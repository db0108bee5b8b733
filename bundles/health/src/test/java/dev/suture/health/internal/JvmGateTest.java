// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.suture.health.Health;

class JvmGateTest {
    private record Fake(double heapAfterCollection, List<String> deadlocked) implements JvmGate.Jvm {}

    @Test
    void greenUpToTheLimit() {
        assertEquals(Health.green(), new JvmGate(new Fake(JvmGate.MAX_HEAP, List.of())).check());
    }

    @Test
    void redWhenTheHeapIsFullAfterACollection() {
        assertEquals(Health.red("the heap is 97 % full after a collection"),
                new JvmGate(new Fake(0.97, List.of())).check());
    }

    @Test
    void redWhenThreadsAreDeadlocked() {
        assertEquals(Health.red("threads wait for each other for ever: a, b"),
                new JvmGate(new Fake(0, List.of("a", "b"))).check());
    }

    @Test
    void theJvmOfThisTestIsWell() {
        RunningJvm jvm = new RunningJvm();
        assertEquals(List.of(), jvm.deadlocked());
        assertTrue(jvm.heapAfterCollection() >= 0 && jvm.heapAfterCollection() <= 1);
        assertEquals(Health.green(), new JvmGate(jvm).check());
    }
}
