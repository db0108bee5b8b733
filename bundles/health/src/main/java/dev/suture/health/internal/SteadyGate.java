// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;
import dev.suture.health.internal.BundlesGate.Seen;

/**
 * Red when a bundle has stopped for good while somebody watches: still down, or up again as in a crash loop, of which it tells
 * once. Nobody watches who asks more rarely than every {@link #PAUSE}: what a person stops between two updates is no fault.
 * Safe for use by several threads.
 */
final class SteadyGate implements HealthGate {
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Supplier<List<Seen>> bundles;
    private final LongSupplier nanos;
    private final Set<Long> stopped = ConcurrentHashMap.newKeySet();
    private long asked;

    /** {@code nanos} is a clock that never goes back. */
    SteadyGate(Supplier<List<Seen>> bundles, LongSupplier nanos) {
        this.bundles = bundles;
        this.nanos = nanos;
        this.asked = nanos.getAsLong();
    }

    /** A managed bundle stops, and shall not start by itself any more. Waits for nothing: the framework calls. */
    void stops(long id) {
        stopped.add(id);
    }

    @Override
    public synchronized Health check() {
        long now = nanos.getAsLong();
        if (now - asked > PAUSE.toNanos()) {
            stopped.clear();
        }
        asked = now;
        List<Seen> all = bundles.get();
        stopped.retainAll(all.stream().map(Seen::id).collect(Collectors.toSet()));
        Optional<Seen> fault = all.stream()
                .filter(bundle -> stopped.contains(bundle.id()) && !bundle.isReplaced(all)).findFirst();
        fault.filter(Seen::isWell).ifPresent(bundle -> stopped.remove(bundle.id()));
        return fault.map(SteadyGate::red).orElse(Health.green());
    }

    private static Health red(Seen bundle) {
        return Health.red(bundle.symbolicName() + " " + bundle.version() + " has stopped"
                + (bundle.isWell() ? " and was started again" : ""));
    }
}
