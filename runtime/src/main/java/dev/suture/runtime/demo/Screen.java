// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.suture.runtime.load.LoadReport;

/** What a person sees: plain lines, no cursor tricks, so that it reads the same in a log. Safe for several threads. */
final class Screen {
    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    synchronized void line(String text) {
        out.println(text);
    }

    void fact(String name, String text) {
        line(Texts.format("%-21s %s", name, text));
    }

    /** A request and what came of it, with the word that matters at the right. */
    void attempt(String request, String outcome, String verdict) {
        line(Texts.format("  %-48s -> %-24s %s", request, outcome, verdict));
    }

    /** One step of the device, at its time; steps nobody waits for are left out. */
    void moment(Timeline.Moment moment) {
        explain(moment.step()).ifPresent(
                text -> line(Texts.format("  %s   %-11s %s", Texts.offset(moment.at()), moment.step().name(), text)));
    }

    private static Optional<String> explain(DeviceStep step) {
        Map<String, String> details = step.details();
        return switch (step.name()) {
        case "verified" -> Optional.of("the signatures hold, the patch is for this device");
        case "staged" -> Optional.of("fetched, its digest is the signed one");
        case "switched" -> Optional.of(details.containsKey("closedMillis")
                ? "the door was closed for " + details.get("closedMillis") + " ms"
                : "the new bundles serve");
        case "effective" -> Optional.of("every older request has left, the old bundles are stopped");
        case "confirmed" -> Optional.of("healthy through the watch window, the old bundles are gone");
        case "failed", "refused", "reverted", "deferred", "effective-forced", "unreadable" -> Optional
                .of(why(details));
        default -> Optional.empty();
        };
    }

    private static String why(Map<String, String> details) {
        String reason = details.getOrDefault("reason", "");
        return Stream.of("label", "code", "reason", "leftovers")
                .flatMap(name -> Optional.ofNullable(details.get(name)).stream())
                .filter(text -> text.equals(reason) || !reason.startsWith(text)).collect(Collectors.joining(", "));
    }

    void table(Figures figures) {
        LoadReport load = figures.load();
        line(Texts.format("  %-13s %8s %8s %8s %8s %8s %8s %6s", "", "verify", "stage", "switch", "drain", "total",
                "wire",
                "lost"));
        figures.legs().forEach(this::row);
        line(Texts.format("requests %s sent (%d a second), %s answered, %s lost; longest wait since the publication %s",
                Texts.count(load.sent()), Math.round(load.perSecond()), Texts.count(load.right()),
                Texts.count(load.sent() - load.right()), Texts.duration(load.longestSinceMark())));
    }

    private void row(Leg leg) {
        line(Texts.format("  %-13s %8s %8s %8s %8s %8s %8s %6d", leg.level().label(), cell(leg.at("verified")),
                cell(leg.between("verified", "staged")), cell(leg.between("staged", "switched")),
                cell(leg.between("switched", "effective")), cell(leg.at("effective")), Texts.bytes(leg.wireBytes()),
                leg.lost()));
    }

    /** The checks that did not hold, and the last line. */
    void verdict(DemoReport end) {
        for (Checks.Outcome outcome : end.checks().outcomes()) {
            if (outcome.result() != Checks.Result.HELD) {
                line(Texts.format("  %-8s %s: %s", outcome.result() == Checks.Result.FAILED ? "failed" : "skipped",
                        outcome.name(), outcome.detail()));
            }
        }
        line("demo: " + end.checks().summary());
        if (!end.isConclusive()) {
            line(Texts
                    .format("demo: inconclusive, only %.0f requests a second were sent, %.0f are needed; is the machine"
                            + " busy?", end.figures().load().perSecond(), Story.LEAST_LOAD));
        }
    }

    private static String cell(Optional<Duration> duration) {
        return duration.map(Texts::duration).orElse("-");
    }
}
