// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.activate.ActivationPlan.Action;
import dev.suture.activate.ActivationPlan.Member;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/** Finds S and what happens to each of its members. Changes nothing; the same input gives the same plan. */
final class Planner {
    /** What the closed doors cost on the machines this was measured on: 14 to 48 ms median, 30 of them the drain. */
    private static final Duration EXPECTED_PAUSE = Duration.ofMillis(50);

    private final Running running;
    private final FrameworkWiring wiring;
    private final Bystanders bystanders;

    Planner(Running running, FrameworkWiring wiring, Bystanders bystanders) {
        this.running = running;
        this.wiring = wiring;
        this.bystanders = bystanders;
    }

    /**
     * A plan and what the script needs of it.
     *
     * @param plan what a person sees
     * @param starts what starts, in start order
     * @param stops what stops, in stop order
     */
    record Planned(ActivationPlan plan, List<ManagedBundle> starts, List<Bundle> stops) {}

    Planned plan(Generation from, Generation to) throws ActivationException {
        Map<String, ManagedBundle> wanted = byName(to);
        Map<Bundle, ManagedBundle> installed = installed(from);
        List<Bundle> changed = installed.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(wanted.get(name(entry.getValue())))).map(Map.Entry::getKey)
                .toList();
        List<Bundle> set = StartOrder.of(closure(changed, installed));
        List<Member> members = new ArrayList<>();
        List<ManagedBundle> starts = new ArrayList<>();
        for (Bundle bundle : set) {
            ManagedBundle old = installed.get(bundle);
            if (old == null) {
                continue;
            }
            Optional<ManagedBundle> next = Optional.ofNullable(wanted.get(name(old)));
            members.add(member(old, next));
            next.ifPresent(starts::add);
        }
        Map<String, ManagedBundle> before = byName(from);
        to.bundles().stream().filter(bundle -> !before.containsKey(name(bundle))).forEach(added -> {
            starts.add(added);
            members.add(new Member(added.bundle(), Action.ADD, "new"));
        });
        List<Bundle> stops = new ArrayList<>(set);
        Collections.reverse(stops);
        return new Planned(new ActivationPlan(from.number(), to.number(), members, bystanders.restarting(set),
                mode(set), EXPECTED_PAUSE), starts, stops);
    }

    private Map<Bundle, ManagedBundle> installed(Generation from) throws ActivationException {
        Map<Bundle, ManagedBundle> installed = new LinkedHashMap<>();
        for (ManagedBundle managed : from.bundles()) {
            installed.put(running.find(managed.bundle()).orElseThrow(() -> new ActivationException(managed.bundle()
                    + " of generation " + from.number() + " is not installed; restart the gateway to restore it")),
                    managed);
        }
        return installed;
    }

    private Collection<Bundle> closure(List<Bundle> changed, Map<Bundle, ManagedBundle> installed)
            throws ActivationException {
        Collection<Bundle> closure = changed.isEmpty() ? List.of() : wiring.getDependencyClosure(changed);
        for (Bundle bundle : closure) {
            if (bundle.getBundleId() != 0 && !installed.containsKey(bundle)) {
                throw new ActivationException("the foreign bundle " + bundle.getSymbolicName()
                        + " is wired to what changes and may not be stopped; adopt it or update it with its own means");
            }
        }
        return closure;
    }

    private static Terms.Mode mode(List<Bundle> set) {
        return set.stream().anyMatch(
                bundle -> bundle.getBundleId() == 0 || Infrastructure.contains(bundle.getSymbolicName()))
                        ? Terms.Mode.RELAUNCH
                        : Terms.Mode.LIVE;
    }

    private static Member member(ManagedBundle old, Optional<ManagedBundle> next) {
        if (next.isEmpty()) {
            return new Member(old.bundle(), Action.REMOVE, "the patch removes it");
        }
        BundleRef bundle = next.get().bundle();
        if (!next.get().started() && old.started()) {
            return new Member(bundle, Action.STOP, "the patch stops it");
        }
        return bundle.equals(old.bundle())
                ? new Member(bundle, Action.COPY, "it is wired to what changes")
                : new Member(bundle, Action.REPLACE, "replaces " + old.bundle().version());
    }

    private static Map<String, ManagedBundle> byName(Generation generation) {
        return generation.bundles().stream().collect(Collectors.toMap(Planner::name, bundle -> bundle,
                (first, second) -> first, HashMap::new));
    }

    /** A symbolic name may stand twice in one generation, in two versions; the base's digest tells them apart. */
    private static String name(ManagedBundle bundle) {
        return bundle.bundle().symbolicName() + " " + bundle.base();
    }

    /** Which static components outside S restart. */
    interface Bystanders {
        List<String> restarting(Collection<Bundle> set);
    }
}
