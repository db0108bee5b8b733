// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What all health gates said at one moment.
 *
 * @param green the names of those that were green
 * @param red those that were not
 */
record Round(Set<String> green, List<Red> red) {
    /** Of several gates of one name all must be green. */
    Round {
        Set<String> all = new HashSet<>(green);
        red.forEach(gate -> all.remove(gate.gate()));
        green = Set.copyOf(all);
        red = List.copyOf(red);
    }

    /** The one to act on: what this host itself is to blame for tells more than what others may have done to it. */
    Optional<Red> findRed() {
        return red.stream().filter(Red::hostLocal).findFirst().or(() -> red.stream().findFirst());
    }

    /** The same without what other gates said. */
    Round of(Set<String> gates) {
        return new Round(green, red.stream().filter(gate -> gates.contains(gate.gate())).toList());
    }
}
