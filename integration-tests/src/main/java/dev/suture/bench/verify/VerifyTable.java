// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.verify;

import java.util.ArrayList;
import java.util.List;

import dev.suture.bench.Figures;

/** A result for people. */
final class VerifyTable {
    private static final String ROW = "%7s  %-13s %-14s %10s %10s %10s %8s";

    private VerifyTable() {
    }

    static List<String> lines(VerifyResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(Figures.format(ROW, "targets", "scheme", "client", "cold ms", "first ms", "idle ms", "heap MB"));
        for (Trial trial : result.trials()) {
            lines.add(trial.isDone() ? row(trial) : refusal(trial));
            if (trial.client() != Client.OURS && trial.isDone()) {
                lines.add(ratio(trial, result.ours(trial)));
            }
        }
        lines.add(
                "cold: first refresh of a new JVM; first: the same in a warm JVM; idle: a refresh that finds nothing new, warm;");
        lines.add(
                "each with one 4 KiB target verified, medians; heap: the least -Xmx with which the first refresh ends well.");
        lines.add("ours writes each file to the disk for good before it goes on.");
        return lines;
    }

    private static String row(Trial trial) {
        return Figures.format(ROW, Figures.format("%,d", trial.targets()), trial.scheme().label(),
                trial.client().label(),
                Figures.exactMillis(trial.cold().median()), Figures.exactMillis(trial.first().median()),
                Figures.exactMillis(trial.idle().median()), trial.heap().orElseThrow());
    }

    private static String refusal(Trial trial) {
        return Figures.format("%7s  %-13s %-14s %s", Figures.format("%,d", trial.targets()), trial.scheme().label(),
                trial
                        .client().label(),
                "cannot: " + trial.refusal());
    }

    private static String ratio(Trial other, Trial ours) {
        return Figures.format(ROW, "", "", "/ ours", Figures.times(other.cold().median(), ours.cold().median()), Figures
                .times(other.first().median(), ours.first().median()),
                Figures.times(other.idle().median(), ours.idle()
                        .median()),
                Figures.format("%.1f", (double) other.heap().orElseThrow() / ours.heap().orElseThrow()));
    }
}
