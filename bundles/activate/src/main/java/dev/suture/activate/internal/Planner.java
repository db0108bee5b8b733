// SPDX-License-Identifier: Apache-2.0
package dev.suture.activate.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

import dev.suture.activate.ActivationException;
import dev.suture.activate.ActivationPlan;
import dev.suture.patch.Infrastructure;
import dev.suture.patch.Terms;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/** Finds S and what happens to each of its members. Changes nothing; the same input gives the same plan. */
final class Planner {
    /** What the closed doors cost on the machines this was measured on: 14 to 48 ms median, 30 of them the drain. */
    private static final Duration EXPECTED_PAUSE = Duration.ofMillis(50);

    /** What it costs to stop the gateway and boot it anew, on the same machines. */
    private static final Duration EXPECTED_BOOT = Duration.ofSeconds(5);

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
        List<Bundle> set = StartOrder.of(changed.isEmpty() ? List.of() : wiring.getDependencyClosure(changed));
        Terms.Mode mode = isLive(set, from, to) ? Terms.Mode.LIVE : Terms.Mode.RELAUNCH;
        if (mode == Terms.Mode.LIVE) {
            requireManaged(set, installed);
            requireTwins(set, installed, to);
        }
        List<Move> moves = moves(set, installed, from, to);
        List<Bundle> stops = new ArrayList<>(set);
        Collections.reverse(stops);
        ActivationPlan plan = new ActivationPlan(from.number(), to.number(), moves.stream().map(Move::member).toList(),
                bystanders.restarting(set), mode,
                mode == Terms.Mode.LIVE ? EXPECTED_PAUSE : EXPECTED_BOOT);
        return new Planned(plan, moves.stream().flatMap(move -> move.start().stream()).toList(), stops);
    }

    /** S is in the order of start levels already; the sort is stable and brings what is new to its place. */
    private static List<Move> moves(List<Bundle> set, Map<Bundle, ManagedBundle> installed, Generation from,
            Generation to) {
        Map<String, ManagedBundle> before = byName(from);
        Map<String, ManagedBundle> wanted = byName(to);
        Stream<ManagedBundle> system = from.bundles().stream().filter(ManagedBundle::isSystem)
                .filter(bundle -> !bundle.equals(wanted.get(name(bundle))));
        Stream<Move> moved = Stream.concat(system, set.stream().filter(installed::containsKey).map(installed::get))
                .map(old -> Move.of(old, Optional.ofNullable(wanted.get(name(old)))));
        Stream<Move> added = to.bundles().stream().filter(bundle -> !before.containsKey(name(bundle))).map(Move::add);
        return Stream.concat(moved, added).sorted(Comparator.comparingInt(Move::startLevel)).toList();
    }

    private Map<Bundle, ManagedBundle> installed(Generation from) throws ActivationException {
        Map<Bundle, ManagedBundle> installed = new LinkedHashMap<>();
        for (ManagedBundle managed : from.bundles()) {
            if (!managed.isSystem()) {
                installed.put(running.find(managed.bundle()).orElseThrow(() -> new ActivationException(managed.bundle()
                        + " of generation " + from.number() + " is not installed; restart the gateway to restore it")),
                        managed);
            }
        }
        return installed;
    }

    private static void requireManaged(List<Bundle> set, Map<Bundle, ManagedBundle> installed)
            throws ActivationException {
        for (Bundle bundle : set) {
            if (!installed.containsKey(bundle)) {
                throw ActivationException.refusal("the foreign bundle " + bundle.getSymbolicName()
                        + " is wired to what changes and may not be stopped; adopt it or update it with its own means");
            }
        }
    }

    /** For a moment of a live switch old and new run side by side. */
    private void requireTwins(List<Bundle> set, Map<Bundle, ManagedBundle> installed, Generation to)
            throws ActivationException {
        Map<String, ManagedBundle> wanted = byName(to);
        for (Bundle bundle : set) {
            ManagedBundle old = installed.get(bundle);
            ManagedBundle next = wanted.get(name(old));
            if (next != null) {
                Twins.requireNoData(bundle);
            }
            if (next != null && next.started()) {
                Twins.requireAllowed(bundle);
            }
            if (next != null && next.started() && !next.bundle().equals(old.bundle())) {
                Twins.requireAllowed(next.bundle().toString(), running.file(to.number(), next));
            }
        }
    }

    /** Not what everything hangs on, not what the framework is launched by, and no other base release. */
    private static boolean isLive(List<Bundle> set, Generation from, Generation to) {
        return set.stream().noneMatch(
                bundle -> bundle.getBundleId() == 0 || Infrastructure.contains(bundle.getSymbolicName()))
                && system(from).equals(system(to)) && from.origin().base().equals(to.origin().base());
    }

    private static List<ManagedBundle> system(Generation generation) {
        return generation.bundles().stream().filter(ManagedBundle::isSystem).toList();
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
