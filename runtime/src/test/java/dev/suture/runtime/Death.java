// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.suture.disk.Loss;
import dev.suture.disk.Mortal;

/**
 * One way to die.
 *
 * @param end the step after which, as {@link Mortal#end}
 * @param loss what is lost then
 */
record Death(String end, Loss loss) {
    private static final String JOURNAL = "journal/script.log";
    /** Where an updater rehearses: a folder that is thrown away. */
    private static final String REHEARSAL = "staging/qualification/";

    /** All ways to die at these points. */
    static List<Death> all(List<Mortal.Step> points) {
        return points.stream().flatMap(point -> point.losses().stream().map(loss -> new Death(point.end(), loss)))
                .toList();
    }

    /**
     * Of deaths in their order those that differ in kind; where a kind is repeated, its first and its last.
     *
     * @param whole whether also what is the same in every way: fetching and staging, before the journal begins, and the rehearsal
     */
    static List<Death> distinct(List<Death> deaths, boolean whole) {
        Map<String, List<Death>> kinds = new LinkedHashMap<>();
        boolean journaled = false;
        for (Death death : deaths) {
            journaled |= death.end.contains(JOURNAL);
            if (whole || journaled && !death.end.contains(REHEARSAL)) {
                kinds.merge(death.kind(), List.of(death), (before, last) -> List.of(before.get(0), last.get(0)));
            }
        }
        return kinds.values().stream().flatMap(List::stream).toList();
    }

    /** Whether it is at a step of the journal or of what is booted next: there it is decided what becomes of a patch. */
    boolean isDecisive() {
        return end.contains(JOURNAL) || end.contains("current.json");
    }

    /** The step and the loss; each state of the journal and of what is booted next is a step, else names make no difference. */
    private String kind() {
        String step = isDecisive()
                ? end
                : end.substring(end.indexOf(' ') + 1)
                        .replaceAll("[0-9a-f]{64}", "DIGEST")
                        .replaceAll("sha256/[0-9a-f]{2}", "sha256/NN")
                        .replaceAll(REHEARSAL + ".+", REHEARSAL)
                        .replaceAll("/[^/]+\\.jar$", "/jar");
        return step + " " + loss;
    }

    /** So many at even distances. */
    static Stream<Death> sample(List<Death> deaths, int most) {
        int count = Math.min(most, deaths.size());
        return Stream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> deaths.get((2 * i + 1) * deaths.size() / (2 * count)));
    }
}
