// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import dev.suture.runtime.load.LoadReport;

/**
 * The demo's plot: the hole, the patch, the same request again. Each scene ends in a check of something that is seen from
 * outside the gateway. Used by one thread.
 */
final class Story {
    /** The library's class whose loaders are counted. */
    private static final String LIBRARY_CLASS = "org.apache.commons.text.StringSubstitutor";
    /** The least load under which the demo proves anything, in requests a second. */
    static final double LEAST_LOAD = 500;
    private static final int STRAYS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration COLLECTION = Duration.ofSeconds(20);
    private static final String PATCH = "5.2.0 (a)";

    private final Backstage stage;
    private final Exploit exploit;
    private final LoadProcess load;
    private final Timeline timeline;
    private final Screen screen;
    private final Checks checks = new Checks();

    Story(Backstage stage, Exploit exploit, LoadProcess load, Screen screen) {
        this.stage = stage;
        this.exploit = exploit;
        this.load = load;
        this.timeline = stage.observers().timeline();
        this.screen = screen;
    }

    Checks checks() {
        return checks;
    }

    /** Tells it. {@code strayPort} is where a few requests get lost; empty for a load without a flaw. */
    Figures tell(Duration firstExposed, Optional<Integer> strayPort) throws IOException, InterruptedException {
        ProcessIdentity before = identity();
        screen.line("1 The hole: CVE-2022-42889 in commons-text 1.9");
        checks.check("exposed", this::findMissingHole);
        screen.line("2 Publish " + PATCH + ": commons-text 1.10.0");
        stage.vendor().publishPatch();
        load.mark();
        timeline.begin();
        long served = stage.repository().bytes();
        long announced = stage.vendor().announce();
        screen.line("  +0.00 s   published   signed, and announced over MQTT");
        if (strayPort.isPresent()) {
            load.stray(strayPort.get(), STRAYS);
        }
        follow(before);
        long wire = announced + stage.repository().bytes() - served;
        LoadReport end = load.stop();
        checks.check("nothing lost", () -> findLoss(end));
        checks.check("collected", this::findLeak, "confirmed");
        return new Figures(stage.gateway().pid(), firstExposed, timeline.moments(), wire, end);
    }

    private void follow(ProcessIdentity before) throws InterruptedException {
        checks.check("verified", () -> timeline.await("verified", PATIENCE));
        checks.check("effective", () -> timeline.await("effective", PATIENCE), "verified");
        checks.check("closed", this::findOpenHole, "exposed", "effective");
        checks.check("same process", () -> findRestart(before), "effective");
        checks.check("confirmed", () -> timeline.await("confirmed", PATIENCE), "effective");
        checks.check("runs " + PATCH, () -> stage.observers().states().await(1, PATIENCE), "confirmed");
    }

    private Optional<String> findMissingHole() throws IOException, InterruptedException {
        Exploit.Answer answer = exploit.attempt();
        boolean exposed = answer.status() == 200 && answer.body().equals(stage.secret());
        screen.attempt("GET /greet?t=${url:UTF-8:file:///…/secret}", describe(answer),
                exposed ? "EXPOSED" : "not exposed");
        return exposed ? Optional.empty() : Optional.of("the exploit did not return the planted secret");
    }

    private Optional<String> findOpenHole() throws IOException, InterruptedException {
        Exploit.Answer answer = exploit.attempt();
        boolean closed = answer.status() == 200 && answer.body().equals(exploit.template());
        screen.attempt("same GET", closed ? "text unchanged" : describe(answer), closed ? "CLOSED" : "NOT CLOSED");
        return closed ? Optional.empty() : Optional.of("the exploit's request did not return its own text");
    }

    private static String describe(Exploit.Answer answer) {
        return answer.status() == 200 ? '"' + answer.body() + '"' : "status " + answer.status();
    }

    private Optional<String> findRestart(ProcessIdentity before) throws IOException {
        Optional<ProcessIdentity> now = ProcessIdentity.find(before.pid());
        if (now.isEmpty() || !now.get().equals(before)) {
            return Optional.of("pid " + before.pid() + " is not the process it was");
        }
        screen.line("  pid " + before.pid() + ", same start time: no restart");
        return Optional.empty();
    }

    private static Optional<String> findLoss(LoadReport end) {
        long lost = end.sent() - end.right();
        return lost == 0
                ? Optional.empty()
                : Optional.of(lost + " of " + Texts.count(end.sent()) + " requests (" + end.describeLost() + ")");
    }

    private Optional<String> findLeak() throws IOException, InterruptedException {
        LoadedClasses loaded = new LoadedClasses(stage.gateway().pid());
        long[] last = new long[1];
        Optional<Long> once = Polling.await(COLLECTION, () -> {
            last[0] = loaded.count(LIBRARY_CLASS);
            return last[0] == 1 ? Optional.of(last[0]) : Optional.empty();
        });
        return once.isPresent()
                ? Optional.empty()
                : Optional.of(LIBRARY_CLASS + " is loaded " + last[0] + " times instead of once");
    }

    private ProcessIdentity identity() throws IOException {
        return ProcessIdentity.find(stage.gateway().pid())
                .orElseThrow(() -> new IOException(stage.gateway().describeEnd()));
    }
}
