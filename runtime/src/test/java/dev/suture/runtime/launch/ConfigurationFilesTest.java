// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.felix.cm.file.ConfigurationHandler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.disk.CrashMatrix;
import dev.suture.disk.RecordedDisk;
import dev.suture.patch.PatchLevel;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.Origin;

/** Configurations across a move to another base release, and back. */
class ConfigurationFilesTest {
    private static final Generation OLD = generation(1, "5.2.0",
            Map.of("com.acme.web", Map.of("port", 80L, "pool", 10L),
                    "com.acme.gone", Map.of("x", 1L), "com.acme.kept", Map.of("x", 1L, "hosts", List.of("a", "b"))));
    private static final Generation NEW = generation(2, "5.3.0", Map.of("com.acme.web",
            Map.of("port", 80L, "pool", 20L, "new", true), "com.acme.added", Map.of("z", "3")));
    private static final Boot.Choice FIRST = new Boot.Choice(OLD, Optional.empty());
    private static final Boot.Choice TRIAL = new Boot.Choice(NEW, Optional.of(OLD));
    private static final Boot.Choice ACCEPTED = new Boot.Choice(NEW, Optional.empty());

    @TempDir
    Path folder;
    @TempDir
    Path scratch;
    private Path root;

    @BeforeEach
    void isolate() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
    }

    private static Generation generation(int number, String base, Map<String, Map<String, Object>> configurations) {
        return new Generation(number, new Origin("gateway", base, PatchLevel.BASE, Optional.empty()), List.of(),
                configurations);
    }

    private Path prepare(Boot.Choice choice) throws IOException {
        return new ConfigurationFiles(root, line -> {}).prepare(choice);
    }

    private static Map<String, Object> read(Path prepared, String pid) throws IOException {
        Map<String, Object> values = new HashMap<>(
                ConfigurationFiles.read(Files.readAllBytes(prepared.resolve(ConfigurationFiles.fileName(pid)))));
        values.keySet().removeIf(name -> name.startsWith("service."));
        return values;
    }

    /** As Configuration Admin does when somebody sets a value. */
    private static void set(Path prepared, String pid, String name, Object value) throws IOException {
        Path file = prepared.resolve(ConfigurationFiles.fileName(pid));
        Map<String, Object> values = Files.exists(file) ? read(prepared, pid) : new HashMap<>();
        values.put(name, value);
        values.put("service.pid", pid);
        values.put(":org.apache.felix.configadmin.revision:", 7L);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file)) {
            ConfigurationHandler.write(out, new Hashtable<>(values));
        }
    }

    private static boolean has(Path prepared, String pid) {
        return Files.exists(prepared.resolve(ConfigurationFiles.fileName(pid)));
    }

    @Test
    void theNewBaseReleaseConfiguresWhatNobodySetHere() throws IOException {
        prepare(FIRST);
        Path moved = prepare(TRIAL);
        assertEquals(NEW.configurations().get("com.acme.web"), read(moved, "com.acme.web"));
        assertEquals(Map.of("z", "3"), read(moved, "com.acme.added"));
        assertFalse(has(moved, "com.acme.gone"));
        assertFalse(has(moved, "com.acme.kept"));
    }

    @Test
    void whatWasSetHereStays() throws IOException {
        Path before = prepare(FIRST);
        set(before, "com.acme.web", "port", 8080L);
        set(before, "com.acme.kept", "x", 2L);
        set(before, "com.acme.made-here", "y", "own");
        Path moved = prepare(TRIAL);
        assertEquals(Map.of("port", 8080L, "pool", 20L, "new", true), withoutRevision(read(moved, "com.acme.web")));
        assertEquals(Map.of("x", 2L, "hosts", List.of("a", "b")), withoutRevision(read(moved, "com.acme.kept")));
        assertEquals(Map.of("y", "own"), withoutRevision(read(moved, "com.acme.made-here")));
    }

    private static Map<String, Object> withoutRevision(Map<String, Object> values) {
        values.keySet().removeIf(name -> name.startsWith(":"));
        return values;
    }

    @Test
    void goingBackIsGoingBackToWhatWasThere() throws IOException {
        Path before = prepare(FIRST);
        set(before, "com.acme.web", "pool", 20L);
        Path moved = prepare(TRIAL);
        set(moved, "com.acme.web", "port", 1L);
        prepare(FIRST);
        assertEquals(Map.of("port", 80L, "pool", 20L), withoutRevision(read(before, "com.acme.web")));
        assertFalse(Files.exists(moved));
        assertEquals(80L, read(prepare(TRIAL), "com.acme.web").get("port"), "tried again, it begins again");
    }

    @Test
    void whatIsSetOnTrialStaysToo() throws IOException {
        prepare(FIRST);
        Path moved = prepare(TRIAL);
        set(moved, "com.acme.web", "port", 1L);
        assertEquals(1L, read(prepare(TRIAL), "com.acme.web").get("port"), "booted again on trial");
        assertEquals(1L, read(prepare(ACCEPTED), "com.acme.web").get("port"));
        Boot.Choice back = new Boot.Choice(generation(3, "5.2.0", OLD.configurations()), Optional.of(NEW));
        assertEquals(1L, read(prepare(back), "com.acme.web").get("port"), "and on the way to an older base release");
        assertEquals(10L, read(prepare(back), "com.acme.web").get("pool"));
    }

    @Test
    void aDamagedFileIsPutAsideAndTheReleasesValuesAreBack() throws IOException {
        Path prepared = prepare(FIRST);
        Path web = prepared.resolve(ConfigurationFiles.fileName("com.acme.web"));
        for (String damage : List.of("port=torn", "", "port=L\"81\"\nservice.pid=\"another\"\n")) {
            Files.writeString(web, damage);
            Path aside = web.resolveSibling(web.getFileName() + ".damaged");
            List<String> log = new ArrayList<>();
            new ConfigurationFiles(root, log::add).prepare(FIRST);
            assertEquals(80L, read(prepared, "com.acme.web").get("port"));
            assertEquals(damage, Files.readString(aside));
            assertEquals(
                    List.of(web + " was damaged; the values of the release are back, and what it was is in " + aside),
                    log);
        }
    }

    @Test
    void twoMovesWithoutABootBetweenThemLoseNothing() throws IOException {
        prepare(FIRST);
        Path moved = prepare(TRIAL);
        set(moved, "com.acme.web", "port", 1L);
        Generation last = generation(3, "5.4.0", NEW.configurations());
        prepare(new Boot.Choice(last, Optional.of(NEW)));
        prepare(new Boot.Choice(last, Optional.empty()));
        assertEquals(1L, read(prepare(ACCEPTED), "com.acme.web").get("port"));
    }

    @Test
    void thePowerFailsAtAnyStep() throws Exception {
        prepare(FIRST);
        RecordedDisk disk = new RecordedDisk(root);
        new ConfigurationFiles(disk.root(), line -> {}).prepare(TRIAL);
        new ConfigurationFiles(disk.root(), line -> {}).prepare(FIRST);
        CrashMatrix.Count count = new CrashMatrix(scratch, at -> {}, (at, marks) -> {
            Path again = new ConfigurationFiles(at, line -> {}).prepare(TRIAL);
            assertEquals(NEW.configurations().get("com.acme.web"), read(again, "com.acme.web"));
            assertEquals(80L, read(new ConfigurationFiles(at, line -> {}).prepare(FIRST), "com.acme.web").get("port"));
        }).runOnce(disk.recording());
        assertTrue(count.recoveries() >= 10, count.toString());
    }
}
