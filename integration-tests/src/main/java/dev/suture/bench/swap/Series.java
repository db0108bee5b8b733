// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.suture.bench.Spread;

/** The rounds of one technique. */
record Series(List<Round.Result> rounds) {
    Series {
        rounds = List.copyOf(rounds);
    }

    List<Round.Swap> swaps() {
        return rounds.stream().flatMap(round -> round.swaps().stream()).toList();
    }

    List<Window> windows() {
        return swaps().stream().map(Round.Swap::window).toList();
    }

    long sent() {
        return rounds.stream().mapToLong(round -> round.load().sent()).sum();
    }

    long lost() {
        return rounds.stream().mapToLong(Round.Result::lost).sum();
    }

    /** The lost ones by kind. */
    Map<String, Long> lostByKind() {
        Map<String, Long> all = new TreeMap<>();
        rounds.forEach(round -> round.load().lost().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
        return all;
    }

    /** Why switches were undone before one held. */
    List<String> undone() {
        return swaps().stream().flatMap(swap -> swap.note().undone().stream()).toList();
    }

    /** How long the gateway itself says the swaps took. */
    Spread switched() {
        return Spread.of(swaps().stream().map(swap -> swap.note().switched()).toList());
    }
}
