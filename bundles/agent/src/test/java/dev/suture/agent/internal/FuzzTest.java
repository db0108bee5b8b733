// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.suture.agent.internal.noop.NoOp;
import dev.suture.fuzz.FuzzTargets;
import dev.suture.policy.Step;
import dev.suture.report.DeviceEvent;
import dev.suture.report.Phase;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

class FuzzTest extends FuzzTargets {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Target TARGET = new Target(Samples.digest('a'), "5.2.0 (a)", 2);

    private Optional<Bench> bench = Optional.empty();

    FuzzTest() throws IOException {
        target("agent-json", FuzzTest::progress, MalformedException.class)
                .sample(ProgressFormat.write(waiting())).sample(ProgressFormat.write(Progress.NEW));
        target("agent-turn", this::turn).sample(ProgressFormat.write(waiting()));
        target("quarantine", FuzzTest::quarantine, MalformedException.class).sample(HoldFormat.write(List.of(
                Hold.inconclusive(TARGET, 1, Duration.ofMinutes(1), NOW, "no carrier"),
                Hold.quarantined(TARGET, NOW, "\"bad\" \u00e4"))));
        target("history", FuzzTest::event, MalformedException.class).sample(EventFormat.write(new DeviceEvent(
                DeviceEvent.Step.EFFECTIVE_FORCED, NOW, Optional.of(Samples.digest('a')), 2, 7, Map.of("a", "b\n"))));
        target("exam", this::exam, IOException.class).sample(exam());
        target("control", this::command).sample(text("{\"command\":\"status\"}"))
                .sample(text("{\"command\":\"remove\",\"to\":1,\"holdDays\":7}"))
                .sample(text("{\"command\":\"update\",\"base\":\"5.3.0\"}")).sample(text("{\"command\":\"consent\"}"))
                .sample(text("{\"command\":\"retry\"}")).sample(text("{\"command\":\"check\"}"));
    }

    private static void progress(byte[] input) throws MalformedException {
        Progress read = ProgressFormat.read(input);
        assertEquals(read, ProgressFormat.read(ProgressFormat.write(read)));
    }

    /** An agent starts with whatever was left, and takes a turn. */
    private void turn(byte[] input) throws IOException, MalformedException {
        Files.write(folder().resolve("agent.json"), input);
        Files.deleteIfExists(folder().resolve("history.jsonl"));
        try (Bench agent = new Bench(folder())) {
            agent.run();
            command(text("{\"command\":\"status\"}"), agent);
        }
    }

    /** What is held can be told, and a time that is out of all bounds holds nothing back. */
    private static void quarantine(byte[] input) throws MalformedException {
        List<Hold> read = HoldFormat.read(input);
        assertEquals(read, HoldFormat.read(HoldFormat.write(read)));
        read.forEach(hold -> {
            hold.holds(NOW);
            hold.nextTry();
            hold.code();
            hold.line();
        });
    }

    private static void event(byte[] input) throws MalformedException {
        DeviceEvent read = EventFormat.read(input);
        assertEquals(read, EventFormat.read(EventFormat.write(read)));
    }

    private void exam(byte[] input) throws IOException {
        Files.write(examFile(), input);
        new ExamFile(folder()).find();
    }

    private byte[] exam() throws IOException {
        examFile();
        new ExamFile(folder()).save(new Exam(2, NoOp.make(new SecureRandom()), true, Set.of("mqtt")));
        return Files.readAllBytes(examFile());
    }

    private Path examFile() throws IOException {
        return Files.createDirectories(folder().resolve("staging")).resolve("qualification.json");
    }

    /** Each request has an answer, which says whether it was understood. */
    private void command(byte[] input) throws IOException, MalformedException {
        if (bench.isEmpty()) {
            bench = Optional.of(new Bench(folder()));
        }
        command(input, bench.get());
    }

    private static void command(byte[] input, Bench agent) throws MalformedException {
        byte[] answer = agent.agent.commands().apply(input);
        assertTrue(StrictJson.parse("answer", answer, 1 << 20).has("ok"));
    }

    private static Progress waiting() {
        return new Progress(new Boot("uuid", 3, 9),
                new Stand(Phase.DEFERRED, Optional.of(TARGET),
                        Optional.of(new Reason(Reason.Code.POLICY, "window: night only"))),
                new Retry(4, Optional.of(NOW), Optional.of(Reason.Code.POLICY)),
                List.of(new Target(Samples.digest('b'), "5.2.0 (b)", 1)), Map.of(DeviceEvent.Step.STAGED, NOW),
                new Findings(List.of(new Answer("window", Step.ACTIVATE, Answer.Word.DEFER, Optional.of(NOW), "night")),
                        Optional.of(new Findings.LastCheck(NOW, "5.2.0 (a) is offered")),
                        Optional.of(Samples.digest('c')),
                        new Evidence("power-1", Set.of("jvm"), Optional.of(new Red("jvm", "full", true))),
                        Optional.of(new Removal(Samples.digest('c'), "5.2.0 (b)", "5.2.0", 1, NOW)),
                        Optional.of(Wish.of("5.3.0", NOW))));
    }
}
