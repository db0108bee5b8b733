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
    record Seen(long id, String symbolicName, String version, State state, boolean due) {
        boolean isWell() {
            return state == State.WELL;
        }

        /** Whether another copy of it runs. */
        boolean isReplaced(List<Seen> all) {
            return all.stream()
                    .anyMatch(other -> other.id != id && other.isWell() && other.symbolicName.equals(symbolicName));
        }
    }

    BundlesGate(Supplier<List<Seen>> bundles) {
        this.bundles = bundles;
    }

    @Override
    public synchronized Health check() {
        List<Seen> now = bundles.get();
        now.stream().filter(Seen::isWell).forEach(bundle -> ran.add(bundle.id()));
        Optional<Seen> missing = now.stream().filter(bundle -> isMissing(bundle, now)).findFirst();
        return missing.map(bundle -> Health.red(bundle.symbolicName() + " " + bundle.version()
                + (bundle.state() == State.STOPPED ? " is not started" : " is not resolved"))).orElse(Health.green());
    }

    private boolean isMissing(Seen bundle, List<Seen> all) {
        return bundle.due() && !bundle.isWell() && !ran.contains(bundle.id()) && !bundle.isReplaced(all);
    }
}
