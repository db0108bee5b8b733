// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.util.ArrayList;
import java.util.List;

import dev.suture.bench.Figures;
import dev.suture.bench.Spread;

/** A result for people. */
final class SwapTable {
    private static final String ROW = "%-15s %9s %7s %8s %10s %15s %15s %6s";

    private SwapTable() {
    }

    static List<String> lines(SwapResult result) {
        Series ours = result.of(Technique.OURS);
        Series refresh = result.of(Technique.REFRESH);
        List<String> lines = new ArrayList<>();
        lines.add(Figures.format(ROW, "technique", "requests", "lost", "lost %", "lost/swap", "pause ms", "wait ms",
                "swaps"));
        lines.add(calm(result.calm()));
        lines.add(row(Technique.OURS, ours));
        lines.add(row(Technique.REFRESH, refresh));
        lines.add("pause: longest time without a right answer to anybody, from the begin of a swap;");
        lines.add("wait: longest wait of one right answer; both least/median/longest of all swaps");
        lines.add(ratio(ours, refresh));
        if (!ours.undone().isEmpty()) {
            lines.add("ours: switches that were undone and tried again: " + String.join("; ", ours.undone()));
        }
        if (ours.lost() > 0) {
            lines.add("ours lost calls: " + ours.lostByKind());
        }
        if (!result.isConclusive()) {
            lines.add("inconclusive: less than " + SwapResult.LEAST_LOAD + " requests a second could be sent");
        }
        return lines;
    }

    private static String calm(List<Window> calm) {
        long sent = calm.stream().mapToLong(Window::sent).sum();
        long lost = calm.stream().mapToLong(Window::lost).sum();
        return row("no swap", List.of(count(sent), count(lost), Figures.percent(lost, sent), "-"), calm, "-");
    }

    private static String row(Technique technique, Series series) {
        int swaps = series.swaps().size();
        return row(technique.label(),
                List.of(count(series.sent()), count(series.lost()), Figures.percent(series.lost(), series.sent()),
                        Figures.format("%,.1f", (double) series.lost() / Math.max(1, swaps))),
                series.windows(), Integer.toString(swaps));
    }

    private static String row(String name, List<String> counts, List<Window> windows, String swaps) {
        return Figures.format(ROW, name, counts.get(0), counts.get(1), counts.get(2), counts.get(3),
                Figures.millis(Window.gaps(windows)), Figures.millis(Window.waits(windows)), swaps);
    }

    private static String ratio(Series ours, Series refresh) {
        Spread our = Window.gaps(ours.windows());
        Spread other = Window.gaps(refresh.windows());
        return "update+refresh against ours: lost " + count(refresh.lost()) + " to " + count(ours.lost())
                + "; pause " + Figures.times(other.median(), our.median()) + " times (median), "
                + Figures.times(other.most(), our.most()) + " times (longest)";
    }

    private static String count(long count) {
        return Figures.format("%,d", count);
    }
}
