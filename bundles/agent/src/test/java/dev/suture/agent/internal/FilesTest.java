// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.patch.Digest;
import dev.suture.policy.Step;
import dev.suture.report.DeviceEvent;
import dev.suture.report.Phase;

/** The agent's files: whole, torn, damaged, too long. */
class FilesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123Z");

    @TempDir
    Path root;

    private static DeviceEvent event(long sequence) {
        return new DeviceEvent(DeviceEvent.Step.EFFECTIVE_FORCED, NOW, Optional.of(Samples.digest('a')), 2, sequence,
                Map.of("label", "5.2.0 (a)", "reason", "line one\nline \"two\" ä"));
    }

    @Test
    void everythingRememberedIsReadAgain() throws IOException {
        Target target = new Target(Samples.digest('a'), "5.2.0 (a)", 2);
        Reason reason = new Reason(Reason.Code.POLICY, "window: night only");
        Progress progress = new Progress(new Boot("uuid", 3, 9),
                new Stand(Phase.DEFERRED, Optional.of(target), Optional.of(reason)),
                new Retry(4, Optional.of(NOW), Optional.of(Reason.Code.POLICY)),
                List.of(new Target(Samples.digest('b'), "5.2.0 (b)", 1)), Map.of(DeviceEvent.Step.STAGED, NOW),
                new Findings(
                        List.of(new Answer("window", Step.ACTIVATE, Answer.Word.DEFER, Optional.of(NOW), "night only"),
                                new Answer("other", Step.ACTIVATE, Answer.Word.PROCEED, Optional.empty(), "")),
                        Optional.of(new Findings.LastCheck(NOW, "5.2.0 (a) is offered")),
                        Optional.of(Samples.digest('c')),
                        new Evidence("power-1", Set.of("bundles", "jvm"), Optional.of(new Red("jvm", "full", true))),
                        Optional.of(new Removal(Samples.digest('c'), "5.2.0 (b)", "5.2.0", 1, NOW)),
                        Optional.of(Wish.of("5.3.0", NOW))));
        ProgressFile file = new ProgressFile(root, new FakeLog());
        file.save(progress);
        assertEquals(progress, file.load());
        file.save(Progress.NEW);
        assertEquals(Progress.NEW, file.load());
    }

    @Test
    void whatIsRememberedOfOtherPatchesIsBounded() {
        Progress progress = Progress.NEW;
        for (int i = 0; i < 40; i++) {
            progress = progress.withTarget(new Target(new Digest("%064x".formatted(i)), "x", 1));
        }
        assertEquals(Progress.MOST, progress.past().size());
        assertEquals(1, progress.attempts(new Digest("%064x".formatted(38))));
        assertEquals(0, progress.attempts(new Digest("%064x".formatted(3))));
    }

    @Test
    void theHistoryKeepsEveryEvent() throws IOException {
        History history = new History(root, 100_000);
        assertEquals(List.of(), history.read());
        history.append(event(1));
        history.append(event(2));
        assertEquals(List.of(event(1), event(2)), history.read());
        assertEquals(2, Files.readAllLines(root.resolve("history.jsonl")).size());
    }

    @Test
    void aTornLineOfTheHistoryHarmsNoOther() throws IOException {
        Path file = root.resolve("history.jsonl");
        History history = new History(root, 100_000);
        history.append(event(1));
        Files.writeString(file, "{\"format\":1,\"step\":\"sta", StandardOpenOption.APPEND);
        assertEquals(List.of(event(1)), history.read());
        history.append(event(2));
        Files.writeString(file, "{\"format\":9}\n\n", StandardOpenOption.APPEND);
        assertEquals(List.of(event(1), event(2)), history.read());
    }

    @Test
    void theHistoryDropsItsOldestLinesWhenItGrowsTooLong() throws IOException {
        History history = new History(root, 4000);
        for (int i = 0; i < 100; i++) {
            history.append(event(i));
        }
        assertTrue(Files.size(root.resolve("history.jsonl")) <= 4000);
        List<DeviceEvent> events = history.read();
        assertTrue(events.size() > 5);
        assertEquals(event(99), events.get(events.size() - 1));
    }

    /** Else a level that was once confirmed here would be no way back any more. */
    @Test
    void theHistoryNeverDropsThatAPatchWasConfirmed() throws IOException {
        History history = new History(root, 8000);
        history.append(confirmed('b', 0));
        history.append(confirmed('b', 1));
        history.append(confirmed('c', 2));
        for (int i = 3; i < 200; i++) {
            history.append(event(i));
        }
        assertTrue(Files.size(root.resolve("history.jsonl")) <= 8000);
        List<DeviceEvent> events = history.read();
        assertEquals(List.of(confirmed('b', 1), confirmed('c', 2)), events.subList(0, 2), "each once, in their order");
        assertEquals(event(199), events.get(events.size() - 1));
    }

    @Test
    void whatWasConfirmedIsBoundedToo() throws IOException {
        History history = new History(root, 8000);
        for (int i = 0; i < 200; i++) {
            history.append(new DeviceEvent(DeviceEvent.Step.CONFIRMED, NOW,
                    Optional.of(new Digest("%064x".formatted(i))), 1, i, Map.of()));
        }
        assertTrue(Files.size(root.resolve("history.jsonl")) <= 8000);
        List<DeviceEvent> events = history.read();
        assertEquals(199, events.get(events.size() - 1).sequence());
    }

    private static DeviceEvent confirmed(char patch, long sequence) {
        return new DeviceEvent(DeviceEvent.Step.CONFIRMED, NOW, Optional.of(Samples.digest(patch)), 1, sequence,
                Map.of());
    }

    @Test
    void theQuarantineHoldsWhatItWasGiven() throws IOException {
        Target a = new Target(Samples.digest('a'), "5.2.0 (a)", 1);
        Target b = new Target(Samples.digest('b'), "5.2.0 (b)", 1);
        Quarantine quarantine = new Quarantine(root);
        assertEquals(Optional.empty(), quarantine.find(a.patch()));
        Hold first = Hold.inconclusive(a, 1, Duration.ofMinutes(1), NOW, "uplink: no carrier");
        Hold second = Hold.quarantined(b, NOW, "gate: \"bad\" ä");
        quarantine.put(first);
        quarantine.put(second);
        assertEquals(List.of(first, second), new Quarantine(root).all());
        Hold newer = Hold.inconclusive(a, 5, Duration.ofMinutes(16), NOW, "uplink: no carrier");
        quarantine.put(newer);
        assertEquals(Optional.of(newer), quarantine.find(a.patch()));
        quarantine.lift(b.patch());
        assertEquals(List.of(newer), quarantine.all());
        Files.writeString(root.resolve("quarantine.json"), "{\"format\":1,\"held\":[1]}");
        IOException refusal = assertThrows(IOException.class, () -> quarantine.find(b.patch()));
        assertTrue(refusal.getMessage().contains("remove " + root.resolve("quarantine.json")));
        quarantine.clear();
        assertEquals(List.of(), quarantine.all());
    }

    @Test
    void theQuarantineIsBounded() throws IOException {
        Quarantine quarantine = new Quarantine(root);
        for (int i = 0; i < 300; i++) {
            Target target = new Target(new Digest("%064x".formatted(i)), "5.2.0 (a)", 1);
            quarantine.put(Hold.quarantined(target, NOW, "ä".repeat(1000)));
        }
        assertEquals(256, quarantine.all().size());
        assertTrue(quarantine.find(new Digest("%064x".formatted(299))).isPresent());
    }

    @Test
    void aWriteThatIsCutLeavesTheOldFile() throws IOException {
        ProgressFile file = new ProgressFile(root, new FakeLog());
        file.save(Progress.NEW.withBoot(new Boot("uuid", 3, 9)));
        Files.writeString(root.resolve("agent.json.tmp"), "{");
        assertEquals(3, file.load().boot().count());
        file.save(Progress.NEW.withBoot(new Boot("uuid", 4, 9)));
        assertEquals(4, file.load().boot().count());
        assertFalse(Files.exists(root.resolve("agent.json.tmp")));
    }
}
