// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.suture.anchor.Anchor;
import dev.suture.anchor.Gates;
import dev.suture.anchor.Outcome;
import dev.suture.anchor.SwitchScript;
import dev.suture.anchor.SwitchScript.Limits;
import dev.suture.disk.CrashMatrix;
import dev.suture.disk.Operation;
import dev.suture.disk.RecordedDisk;

/**
 * Switches in a real framework, killed and cut from power at every step they take on the disk. Whatever is left, the next
 * boot finds one script and one generation to boot, what was accepted stays, and what was taken back does not return.
 */
@Timeout(300)
class CrashMatrixTest {
    private static final String MACHINE = "0f-1";
    private static final Gates WELL = bundles -> Optional.empty();
    private static final Gates RED = bundles -> Optional.of("red");

    @TempDir
    static Path made;
    private static Path library1;
    private static Path library2;
    private static Path user;

    @TempDir
    Path folder;
    @TempDir
    Path scratch;

    @BeforeAll
    static void make() throws IOException {
        TestJars jars = new TestJars(made);
        library1 = jars.exporter("1.0.0");
        library2 = jars.exporter("2.0.0");
        user = jars.user("user", "", library1);
    }

    /** What the anchor was asked for or has answered, and the generations that may be booted from then on. */
    private enum Told {
        RUNS(1), SWITCHING(1, 2), ON_TRIAL(2), ENDING(1, 2), CONFIRMED(2), REVERTED(1);

        private final Set<Integer> mayRun;

        Told(Integer... mayRun) {
            this.mayRun = Set.of(mayRun);
        }
    }

    /** A way a switch or a relaunch can go. */
    private interface Way {
        void go(RecordedDisk disk) throws Exception;
    }

    private static final Map<String, Way> WAYS = Map.of(
            "swapped, confirmed", disk -> swap(disk, WELL, gateway -> {
                gateway.anchor.confirm();
                return Told.CONFIRMED;
            }),
            "swapped, taken back", disk -> swap(disk, WELL, gateway -> {
                assertInstanceOf(Outcome.Switched.class, gateway.anchor.revert("red"));
                return Told.REVERTED;
            }),
            "undone", disk -> swap(disk, RED, gateway -> Told.REVERTED),
            "swapped, confirmed, and another undone", disk -> swap(disk, WELL, gateway -> {
                gateway.anchor.confirm();
                SwitchScript next = new SwitchScript(2, 3, List.of(), List.of(), limits(RED));
                assertInstanceOf(Outcome.Undone.class, gateway.anchor.execute(next, RED));
                return Told.CONFIRMED;
            }),
            "booted, confirmed", disk -> relaunch(disk, anchor -> {
                anchor.confirm();
                return Told.CONFIRMED;
            }),
            "booted, taken back", disk -> relaunch(disk, anchor -> {
                assertInstanceOf(Outcome.AtBoot.class, anchor.revert("red"));
                return Told.REVERTED;
            }));

    private interface Ending<T> {
        Told of(T running) throws Exception;
    }

    private static void swap(RecordedDisk disk, Gates gates, Ending<Gateway> ending) throws Exception {
        Gateway gateway = new Gateway(disk.root(), library1, user);
        try {
            disk.mark(Told.RUNS.name());
            SwitchScript script = gateway.script(limits(gates), library2, user);
            disk.mark(Told.SWITCHING.name());
            if (gateway.anchor.execute(script, gates) instanceof Outcome.Switched) {
                disk.mark(Told.ON_TRIAL.name());
                disk.mark(Told.ENDING.name());
            }
            disk.mark(ending.of(gateway).name());
        } finally {
            gateway.close();
        }
    }

    private static void relaunch(RecordedDisk disk, Ending<Anchor> ending) throws Exception {
        AnchoredFramework before = new AnchoredFramework(disk.root(), Current.first(1));
        disk.mark(Told.RUNS.name());
        disk.mark(Told.SWITCHING.name());
        before.anchor.bootNext(1, 2);
        disk.mark(Told.ON_TRIAL.name());
        before.close();
        disk.mark(Told.ENDING.name());
        AnchoredFramework booted = new AnchoredFramework(disk.root(), BootChoice.decide(disk.root(), MACHINE));
        try {
            disk.mark(ending.of(booted.anchor).name());
        } finally {
            booted.close();
        }
    }

    private static Limits limits(Gates gates) {
        return new Limits(Duration.ZERO, gates == RED ? Duration.ofMillis(20) : Duration.ofSeconds(20),
                Duration.ofSeconds(40));
    }

    @ParameterizedTest
    @ValueSource(strings = {MACHINE, "0f-2"})
    void everyWayKilledAtEveryStep(String machine) throws Exception {
        Set<ScriptState> written = EnumSet.noneOf(ScriptState.class);
        int recoveries = 0;
        for (String name : WAYS.keySet()) {
            RecordedDisk disk = new RecordedDisk(Files.createDirectory(folder.resolve(name)), "framework",
                    "generations");
            WAYS.get(name).go(disk);
            written.addAll(states(disk));
            recoveries += new CrashMatrix(scratch, root -> BootChoice.decide(root, machine), this::judge)
                    .run(disk.recording().from(Told.RUNS.name())).recoveries();
        }
        assertEquals(EnumSet.allOf(ScriptState.class), written, "every state of the journal is a kill point");
        assertTrue(recoveries > 600, recoveries + " recoveries");
    }

    private static Set<ScriptState> states(RecordedDisk disk) {
        Set<ScriptState> states = EnumSet.noneOf(ScriptState.class);
        for (Operation operation : disk.recording().operations()) {
            if (operation instanceof Operation.Write write) {
                String text = new String(write.bytes(), StandardCharsets.US_ASCII);
                EnumSet.allOf(ScriptState.class).stream().filter(state -> text.endsWith(" " + state + "\n"))
                        .forEach(states::add);
            }
        }
        return states;
    }

    private void judge(Path root, List<String> marks) throws IOException {
        Told told = Told.valueOf(marks.get(marks.size() - 1));
        Current booted = new CurrentFile(root).read();
        assertTrue(told.mayRun.contains(booted.serving()), told + ", but it boots " + booted);
        for (int boot = 0; boot < Trial.ATTEMPTS + 1; boot++) {
            booted = BootChoice.decide(root, MACHINE);
            assertTrue(told.mayRun.contains(booted.serving()) || told == Told.ON_TRIAL, told + ", but then " + booted);
        }
        assertTrue(booted.trial().isEmpty(), "a trial that nobody confirms ends: " + booted);
        assertEquals(booted, BootChoice.decide(root, MACHINE), "and so it stays");
        assertEquals(ScriptState.CLEAN, new Journal(root).find().map(Journal.Entry::state).orElse(ScriptState.CLEAN));
    }
}
