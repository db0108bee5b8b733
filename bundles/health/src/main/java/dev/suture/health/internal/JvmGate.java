// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.util.List;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/** Red when threads wait for each other for ever, or the heap is full even after a collection. Stateless. */
final class JvmGate implements HealthGate {
    /** The share of the heap that may be in use after a collection. */
    static final double MAX_HEAP = 0.95;

    private final Jvm jvm;

    /** What the gate looks at. */
    interface Jvm {
        /** The share of the heap that was in use after the last collection of it, from 0 to 1; 0 before the first. */
        double heapAfterCollection();

        /** Names of threads that wait for each other for ever. */
        List<String> deadlocked();
    }

    JvmGate(Jvm jvm) {
        this.jvm = jvm;
    }

    @Override
    public Health check() {
        List<String> deadlocked = jvm.deadlocked();
        if (!deadlocked.isEmpty()) {
            return Health.red("threads wait for each other for ever: " + String.join(", ", deadlocked));
        }
        double heap = jvm.heapAfterCollection();
        if (heap > MAX_HEAP) {
            return Health.red("the heap is " + Math.round(heap * 100) + " % full after a collection");
        }
        return Health.green();
    }
}
