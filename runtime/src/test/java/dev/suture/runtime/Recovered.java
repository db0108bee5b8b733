// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.JsonObject;

import dev.suture.anchor.host.CurrentFile;
import dev.suture.anchor.host.Journal;
import dev.suture.anchor.host.ScriptState;
import dev.suture.runtime.demo.Polling;

/** What has to hold of a gateway that died and was started again, once it has come to rest. */
final class Recovered {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path root;
    private final Path before;
    private final Station station;
    private boolean asked;

    /** @param before the state root as it was before the patch */
    Recovered(Path root, Path before, Station station) {
        this.root = root;
        this.before = before;
        this.station = station;
    }

    void judge(Way way) throws Exception {
        JsonObject status = station.await("the end of " + way, seen -> isAtRest(seen, way));
        int generation = way.good ? 2 : 1;
        assertEquals(way.good ? "5.2.0 (a)" : "5.2.0", Station.text(status, "label"));
        assertEquals(Integer.toString(generation), Station.text(status, "generation"));
        assertFalse(status.has("trial"), status.toString());
        assertFalse(way.good && status.has("setback"), status.toString());
        exactlyOneGeneration(generation);
        noHalfFiles();
        assertArrayEquals(Files.readAllBytes(before.resolve("trust/root.json")),
                Files.readAllBytes(root.resolve("trust/root.json")));
        // Of a bad patch others may well complain, and of a switch that was undone because the machine is busy.
        String said = station.said();
        String error = way.good && !wasTooBusy(said) ? " ERROR " : " ERROR dev.suture.";
        List<String> errors = said.lines()
                .filter(line -> line.contains(error) || line.startsWith("\tat ")).toList();
        assertEquals(List.of(), errors);
    }

    /** Whether the machine was so busy that a switch was undone for lack of time, and tried again. */
    static boolean wasTooBusy(String said) {
        return said.contains("the switch took too long");
    }

    private boolean isAtRest(JsonObject status, Way way) {
        String phase = Station.text(status, "phase");
        if (phase.equals("failed") && !asked) {
            asked = true;
            station.check(); // or it would wait a minute before it tries again by itself
        }
        boolean looked = status.has("label"); // else it only repeats what the one before wrote
        return looked && phase.equals(way.good ? "confirmed" : "reverted")
                && status.getAsJsonArray("held").isEmpty() == way.good;
    }

    /** On the disk and in the framework, as soon as what was before is gone. */
    private void exactlyOneGeneration(int generation) throws Exception {
        assertEquals(generation, new CurrentFile(root).read().confirmed());
        assertEquals(OptionalInt.empty(), new CurrentFile(root).read().trial());
        Set<String> bundles = bundles(generation);
        if (Polling.await(LIMIT, () -> state() == ScriptState.CLEAN && loaded().equals(bundles)
                ? Optional.of(true)
                : Optional.empty()).isEmpty()) {
            assertEquals(ScriptState.CLEAN, state());
            assertEquals(bundles, loaded(), "the bundles of the generation, and none beside them");
        }
    }

    private ScriptState state() throws IOException {
        return new Journal(root).find().map(Journal.Entry::state).orElse(ScriptState.CLEAN);
    }

    private Set<String> bundles(int generation) throws IOException {
        try (Stream<Path> jars = Files.list(root.resolve("generations/" + generation))) {
            return jars.map(jar -> jar.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The jars that the process has open, whichever generation brought them. */
    private Set<String> loaded() throws IOException {
        Path generations = root.toRealPath().resolve("generations");
        Set<String> loaded = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + station.process().pid() + "/fd"))) {
            for (Path file : files.toList()) {
                find(file).filter(target -> target.startsWith(generations))
                        .ifPresent(jar -> loaded.add(jar.getFileName().toString()));
            }
        }
        return loaded;
    }

    private static Optional<Path> find(Path link) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // closed meanwhile
        }
    }

    private void noHalfFiles() throws Exception {
        try (Stream<Path> files = Files.walk(root.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                assertEquals(file.getFileName().toString(), HexFormat.of().formatHex(hash) + ".jar");
            }
        }
    }
}
