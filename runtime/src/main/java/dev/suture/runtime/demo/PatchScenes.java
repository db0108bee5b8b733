// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The scenes in which the device is patched: a hole closed, the updater by itself, a bad patch undone. Used by one thread. */
final class PatchScenes {
    /** The class of the updater's verifier whose loaders are counted. */
    private static final String VERIFIER_CLASS = "dev.suture.verify.internal.RepositoryVerifier";
    private static final Duration COLLECTION = Duration.ofSeconds(20);

    private final Props props;
    private final Checks checks;
    private final Screen screen;
    private final ProcessIdentity before;
    private final List<Leg> legs = new ArrayList<>();

    /** Of a gateway that is {@code before} and is to stay it. */
    PatchScenes(Props props, ProcessIdentity before) {
        this.props = props;
        this.checks = props.checks();
        this.screen = props.screen();
        this.before = before;
    }

    /** What was measured of each level that was to land. */
    List<Leg> legs() {
        return List.copyOf(legs);
    }

    void theHole() throws InterruptedException {
        screen.line("1 The hole: CVE-2022-42889 in commons-text 1.9");
        checks.check("exposed", this::findMissingHole);
    }

    void theHoleCloses() throws IOException, InterruptedException {
        screen.line("2 Publish " + Level.A.label() + ": " + Level.A.content());
        props.stage().vendor().publish(Level.A);
        Publication way = new Publication(props, Level.A);
        checks.check("verified", () -> way.await("verified"));
        checks.check("effective", () -> way.await("effective"), "verified");
        checks.check("closed", this::findOpenHole, "exposed", "effective");
        checks.check("same process", this::findRestart, "effective");
        checks.check("confirmed", () -> way.await("confirmed"), "effective");
        checks.check("runs " + Level.A.label(), () -> runs(Level.A), "confirmed");
        legs.add(way.leg());
    }

    void theUpdaterPatchesItself() throws InterruptedException {
        screen.line("3 Publish " + Level.B.label() + ": " + Level.B.content());
        checks.check("updater patched", () -> lands(Level.B), "confirmed");
        checks.check("old verifier gone", () -> findSecondLoader(VERIFIER_CLASS), "updater patched");
    }

    /** The level that is on its way already, once what held it up is over. */
    void theNewUpdaterPatches(Optional<Publication> begun) throws InterruptedException {
        checks.check("patched by it", () -> {
            if (begun.isEmpty()) {
                return Optional.of(Level.C.label() + " was not published");
            }
            Optional<String> fault = begun.get().await("confirmed");
            legs.add(begun.get().leg());
            return fault.isPresent() ? fault : runs(Level.C);
        }, "updater patched");
    }

    void aBadPatchIsUndone() throws IOException, InterruptedException {
        screen.line("7 Publish " + Level.D.label() + ": " + Level.D.content());
        String serving = props.exploit().attempt().instance();
        checks.check("bad patch undone", () -> {
            props.stage().vendor().publish(Level.D);
            return new Publication(props, Level.D).awaitEnd("reverted", "quarantined");
        }, "patched by it");
        checks.check("old never stopped", () -> findOtherInstance(serving), "bad patch undone");
    }

    /** How many loaders have a class of something that is to be there once; what is wrong if it stays another number. */
    Optional<String> findSecondLoader(String className) throws IOException, InterruptedException {
        LoadedClasses loaded = new LoadedClasses(before.pid());
        long[] last = new long[1];
        Optional<Long> once = Polling.await(COLLECTION, () -> {
            last[0] = loaded.count(className);
            return last[0] == 1 ? Optional.of(last[0]) : Optional.empty();
        });
        return once.isPresent()
                ? Optional.empty()
                : Optional.of(className + " is loaded " + last[0] + " times instead of once");
    }

    private Optional<String> lands(Level level) throws IOException, InterruptedException {
        props.stage().vendor().publish(level);
        Publication way = new Publication(props, level);
        Optional<String> fault = way.await("confirmed");
        legs.add(way.leg());
        return fault.isPresent() ? fault : runs(level);
    }

    private Optional<String> runs(Level level) throws InterruptedException {
        return props.stage().observers().states().await(level.number(), Publication.PATIENCE);
    }

    private Optional<String> findMissingHole() throws IOException, InterruptedException {
        Exploit.Answer answer = props.exploit().attempt();
        boolean exposed = answer.status() == 200 && answer.body().equals(props.stage().secret());
        screen.attempt("GET /greet?t=${url:UTF-8:file:///…/secret}", answer.describe(),
                exposed ? "EXPOSED" : "not exposed");
        return exposed ? Optional.empty() : Optional.of("the exploit did not return the planted secret");
    }

    private Optional<String> findOpenHole() throws IOException, InterruptedException {
        Exploit.Answer answer = props.exploit().attempt();
        boolean closed = answer.status() == 200 && answer.body().equals(props.exploit().template());
        screen.attempt("same GET", closed ? "text unchanged" : answer.describe(), closed ? "CLOSED" : "NOT CLOSED");
        return closed ? Optional.empty() : Optional.of("the exploit's request did not return its own text");
    }

    private Optional<String> findRestart() throws IOException {
        Optional<ProcessIdentity> now = ProcessIdentity.find(before.pid());
        if (now.isEmpty() || !now.get().equals(before)) {
            return Optional.of("pid " + before.pid() + " is not the process it was");
        }
        screen.line("  pid " + before.pid() + ", same start time: no restart");
        return Optional.empty();
    }

    private Optional<String> findOtherInstance(String serving) throws IOException, InterruptedException {
        String now = props.exploit().attempt().instance();
        if (!now.equals(serving)) {
            return Optional.of("another servlet answers than before the bad patch");
        }
        screen.line("  the servlet that served before serves on: it was never stopped");
        return Optional.empty();
    }
}
