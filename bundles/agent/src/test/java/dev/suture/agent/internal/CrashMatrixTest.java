// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.suture.activate.ActivationResult;
import dev.suture.disk.CrashMatrix;
import dev.suture.disk.RecordedDisk;
import dev.suture.health.Health;
import dev.suture.report.Phase;

/**
 * The agent's part of a patch, killed and cut from power at every step it takes on the disk. The next agent ends what was
 * begun: a good patch is accepted in the end, a bad one is taken back, and once it is held it is not tried again. So is its
 * removal.
 */
@Timeout(300)
class CrashMatrixTest {
    private static final String PATCHED = "patched";
    private static final String ENDED = "ended";

    @TempDir
    Path folder;
    @TempDir
    Path scratch;
    /** What the agent that recovered last has asked of its device. */
    private List<String> calls = List.of();

    /** What the patch does to the device, and how it may end. */
    private enum Effect {
        GOOD(Phase.CONFIRMED), RED_IN_THE_TRIAL(Phase.REVERTED), FAULT_IN_THE_SWITCH(Phase.REVERTED);

        private final Phase end;

        Effect(Phase end) {
            this.end = end;
        }
    }

    @ParameterizedTest
    @CsvSource({"GOOD, power-1", "RED_IN_THE_TRIAL, power-1", "FAULT_IN_THE_SWITCH, power-1", "GOOD, power-2",
            "RED_IN_THE_TRIAL, power-2"})
    void everyStepOfAPatch(Effect effect, String machineBoot) throws Exception {
        RecordedDisk disk = new RecordedDisk(Files.createDirectory(folder.resolve("root")));
        live(disk.root(), effect, "boot-1", "power-1");
        disk.mark(ENDED);
        // After a power cut nothing is proven, so a bad patch has another try.
        int most = machineBoot.equals("power-1") ? 1 : 2;
        CrashMatrix.Count count = new CrashMatrix(scratch, root -> live(root, effect, "boot-2", machineBoot),
                (root, marks) -> judge(root, effect, marks.contains(ENDED) ? 0 : most)).runOnce(disk.recording());
        System.out.println("crash matrix, a patch that is " + effect + " in " + machineBoot + ": " + count);
        assertTrue(count.recoveries() > 60, count.toString());
    }

    @Test
    void everyStepOfARemoval() throws Exception {
        RecordedDisk disk = new RecordedDisk(Files.createDirectory(folder.resolve("root")));
        live(disk.root(), Effect.GOOD, "boot-1", "power-1");
        disk.mark(PATCHED);
        try (Bench bench = new Bench(disk.root())) {
            device(bench, Effect.GOOD);
            bench.run();
            bench.command("remove");
        }
        disk.mark(ENDED);
        CrashMatrix.Count count = new CrashMatrix(scratch, root -> live(root, Effect.GOOD, "boot-2", "power-1"),
                CrashMatrixTest::judgeRemoval).runOnce(disk.recording());
        System.out.println("crash matrix, a removal: " + count);
        assertTrue(count.recoveries() > 120, count.toString());
    }

    /** The patch is off and held, or it is on and nobody holds it. */
    private static void judgeRemoval(Path root, List<String> marks) throws IOException {
        if (!marks.contains(PATCHED)) {
            return;
        }
        boolean off = read(root.resolve("device")).equals("1 0");
        assertTrue(off || !marks.contains(ENDED));
        assertEquals(off ? Optional.of(Hold.Kind.REMOVED) : Optional.empty(),
                new Quarantine(root).find(Samples.digest('a')).map(Hold::kind));
        Phase phase = new ProgressFile(root, new FakeLog()).load().stand().phase();
        assertTrue(phase == Phase.CONFIRMED || phase == Phase.REVERTED && !off, "it ends " + phase);
    }

    private void live(Path root, Effect effect, String boot, String machineBoot) {
        try (Bench bench = new Bench(root)) {
            device(bench, effect);
            bench.machineBoot = machineBoot;
            bench.restart(boot);
            bench.run();
            bench.offer(1, 'a');
            bench.after(Duration.ofMinutes(2));
            bench.push(8);
            bench.after(Duration.ofHours(7));
            calls = bench.device.calls;
        }
    }

    /** What runs is on the same disk, as the anchor has it. */
    private static void device(Bench bench, Effect effect) {
        Path file = bench.root.resolve("device");
        bench.device.generations.put(2, Samples.patched(2, Samples.offer(1, 'a')));
        if (Files.exists(file)) {
            String[] words = read(file).split(" ");
            bench.device.confirmed = Integer.parseInt(words[0]);
            bench.device.trial = words[1].equals("0")
                    ? OptionalInt.empty()
                    : OptionalInt.of(Integer.parseInt(words[1]));
        }
        if (effect == Effect.FAULT_IN_THE_SWITCH) {
            bench.device.undone = Optional.of(new ActivationResult.Undone("component X is not satisfied", false));
        }
        bench.device.changed = () -> {
            write(file, bench.device.confirmed + " " + bench.device.trial.orElse(0));
            bench.health = health(bench, effect);
        };
        bench.health = health(bench, effect);
    }

    private static Health health(Bench bench, Effect effect) {
        return effect == Effect.RED_IN_THE_TRIAL && bench.device.trial.isPresent()
                ? Health.red("sensor gone")
                : Health.green();
    }

    private void judge(Path root, Effect effect, int mostSwitches) throws IOException {
        Phase phase = new ProgressFile(root, new FakeLog()).load().stand().phase();
        assertEquals(effect.end, phase);
        Path device = root.resolve("device");
        assertEquals(effect == Effect.GOOD ? "2 0" : "1 0", Files.exists(device) ? read(device) : "1 0");
        long switches = calls.stream().filter(call -> call.startsWith("activate")).count();
        assertTrue(switches <= mostSwitches, calls.toString());
        assertFalse(new History(root, 1 << 20).read().isEmpty());
        assertEquals(effect != Effect.GOOD, new Quarantine(root).find(Samples.digest('a')).isPresent());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            DurableFile.replace(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
