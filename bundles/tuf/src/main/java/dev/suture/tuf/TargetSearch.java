// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.verify.VerificationException;
import dev.suture.verify.VerificationException.Attack;

/**
 * Finds who says what of a target (TUF 5.6.7), by trusted metadata of the top-level roles and a supply of delegated ones.
 * Used by one thread.
 *
 * @param <E> how the supply fails, beside refusing
 */
final class TargetSearch<E extends Exception> {
    /** The most delegated roles that one search looks through, whatever the shape of their graph. */
    static final int MAX_ROLES = 32;

    /** Gives out delegated roles that are verified by the link that leads to them. */
    @FunctionalInterface
    interface Supply<E extends Exception> {
        Signed<Targets> get(Link link) throws VerificationException, E;
    }

    private final TrustedView top;
    private final Supply<E> supply;

    TargetSearch(TrustedView top, Supply<E> supply) {
        this.top = top;
        this.supply = supply;
    }

    /**
     * Searches all roles for a target, depth first and each before those it delegates to.
     *
     * @throws VerificationException also if there are too many roles to look through. TUF lets the search end without a result
     *         then, but "there is no such target" would not be true
     */
    Optional<FoundTarget> find(String path) throws VerificationException, E {
        Deque<Link> ahead = new ArrayDeque<>();
        Set<RoleName> visited = new HashSet<>();
        Instant expires = top.expires();
        String role = RoleType.TARGETS.type();
        Optional<Targets> here = Optional.of(top.targets());
        while (here.isPresent()) {
            Optional<TargetFile> file = here.get().find(path);
            if (file.isPresent()) {
                return Optional.of(new FoundTarget(path, file.get(), role, expires));
            }
            lookAhead(here.get(), path, ahead);
            Optional<Link> next = findNext(ahead, visited);
            here = Optional.empty();
            if (next.isPresent()) {
                Targets targets = supply.get(next.get()).content();
                expires = earlier(expires, targets.expires());
                role = next.get().name().encoded();
                here = Optional.of(targets);
            }
        }
        return Optional.empty();
    }

    /** 5.6.7.2: the delegations in order; a terminating one ends the search behind it, on all levels. */
    private static void lookAhead(Targets here, String path, Deque<Link> ahead) {
        List<Link> links = here.delegations().map(delegations -> delegations.covering(path)).orElse(List.of());
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).delegation().terminating()) {
                ahead.clear();
                links = links.subList(0, i + 1);
            }
        }
        for (int i = links.size() - 1; i >= 0; i--) {
            ahead.push(links.get(i));
        }
    }

    /** 5.6.7.1: no role twice, and not too many. */
    private static Optional<Link> findNext(Deque<Link> ahead, Set<RoleName> visited) throws VerificationException {
        while (!ahead.isEmpty()) {
            Link next = ahead.pop();
            if (visited.contains(next.name())) {
                continue;
            }
            if (visited.size() == MAX_ROLES) {
                throw new VerificationException(Attack.ENDLESS_DATA, RoleType.TARGETS.type(), "more than " + MAX_ROLES
                        + " roles to look through for one target");
            }
            visited.add(next.name());
            return Optional.of(next);
        }
        return Optional.empty();
    }

    /** What a role says to which the top-level targets role delegates directly; empty if it does not. */
    Optional<DelegatedTargets> findDelegated(String role) throws VerificationException, E {
        Optional<Link> link = RoleName.isLegal(role)
                ? top.targets().delegations().flatMap(delegations -> delegations.find(new RoleName(role)))
                : Optional.empty();
        return link.isPresent() ? Optional.of(delegated(link.get())) : Optional.empty();
    }

    private DelegatedTargets delegated(Link link) throws VerificationException, E {
        Targets targets = supply.get(link).content();
        Map<String, TargetFile> covered = new HashMap<>(targets.targets());
        covered.keySet().removeIf(path -> !link.delegation().paths().contains(path));
        return new DelegatedTargets(link.name().encoded(), covered, earlier(top.expires(), targets.expires()));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
