// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.suture.bench.Spread;

/**
 * One client over one repository.
 *
 * @param targets how many the repository lists
 * @param figures one of each process; none if it refuses the work
 * @param heap the least {@code -Xmx} with which a first refresh ends well, in MiB; empty if it refuses the work
 * @param refusal what it says instead; empty if it does the work
 */
record Trial(int targets, Scheme scheme, Client client, List<Figure> figures, Optional<Integer> heap,
        String refusal) {
    Trial {
        figures = List.copyOf(figures);
    }

    boolean isDone() {
        return !figures.isEmpty();
    }

    Spread cold() {
        return spread(Figure::cold);
    }

    Spread first() {
        return spread(Figure::first);
    }

    Spread idle() {
        return spread(Figure::idle);
    }

    private Spread spread(Function<Figure, Duration> of) {
        return Spread.of(figures.stream().map(of).toList());
    }
}
