// SPDX-License-Identifier: Apache-2.0
package dev.suture.health.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.suture.health.Health;
import dev.suture.health.HealthGate;

/**
 * Red when a bundle that should run does not. A bundle that has run and was stopped is no fault: nothing stops by itself,
 * and after a switch the old bundles stay stopped until the new ones are confirmed. Safe for use by several threads.
 */
final class BundlesGate implements HealthGate {
    private final Supplier<List<Seen>> bundles;
    private final Set<Long> ran = new HashSet<>();

    /** How a bundle stands. */
    enum State {
        /** It runs, or will on first use, or is a fragment that is attached. */
        WELL,
        /** It is resolved but not started. */
        STOPPED,
        /** It lacks something to resolve. */
        UNRESOLVED
    }

    /**
     * One managed bundle.
     *
     * @param due whether it should run: it was started for good and its start level is reached, or it is a fragment
     */
    record Seen(long id, String symbolicName, String version, State state, boolean due) {}

    BundlesGate(Supplier<List<Seen>> bundles) {
        this.bundles = bundles;
    }

    @Override
    public synchronized Health check() {
        List<Seen> now = bundles.get();
        now.stream().filter(bundle -> bundle.state() == State.WELL).forEach(bundle -> ran.add(bundle.id()));
        Optional<Seen> missing = now.stream().filter(bundle -> isMissing(bundle, now)).findFirst();
        return missing.map(bundle -> Health.red(bundle.symbolicName() + " " + bundle.version()
                + (bundle.state() == State.STOPPED ? " is not started" : " is not resolved"))).orElse(Health.green());
    }

    private boolean isMissing(Seen bundle, List<Seen> all) {
        return bundle.due() && bundle.state() != State.WELL && !ran.contains(bundle.id())
                && all.stream().noneMatch(other -> stands(other, bundle));
    }

    /** Whether {@code other} runs in the place of {@code bundle}. */
    private static boolean stands(Seen other, Seen bundle) {
        return other.id() != bundle.id() && other.state() == State.WELL
                && other.symbolicName().equals(bundle.symbolicName());
    }
}
