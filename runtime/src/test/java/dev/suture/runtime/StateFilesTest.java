// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import com.google.gson.JsonObject;

/**
 * Each kind of state file torn, empty, and with what another one holds, before a start of the gateway that ships: it says so
 * in one line where something is lost by it, and runs, or refuses with the way out; all other files stay as they are. With
 * {@code -Dsuture.torture=all} the whole table, with a number each file in one way, without it what is booted.
 */
@Tag("in-a-group")
@Timeout(3600)
class StateFilesTest {
    private static final String REFUSED = "5.2.0 (b) is offered and refused: quarantined";
    private static final String ONE_BEFORE = "generation 2 is damaged on disk; going back to the one before";

    /** A generation that is gone is had once more: its level was never held. */
    private static final String AGAIN = "5.2.0 (a) is offered";

    /** A state file; the generation that runs in the end, or 0 if none does; what is printed; what the next check says. */
    private record Row(String file, int runs, String line, String check) {
        Row(String file, int runs, String line) {
            this(file, runs, line, REFUSED);
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row("current.json", 2, "current.json was damaged; the journal says what runs"),
            new Row("settings.json", 0, "settings.json are damaged; restore the file from a backup, or set"),
            new Row("journal/script.log", 2, ""),
            new Row("agent.json", 2, "starting clean, because what was remembered cannot be read"),
            new Row("history.jsonl", 2, ""),
            new Row("quarantine.json", 2, "quarantine.json to let every patch be tried again", "remove "),
            new Row("generations/1.json", 2, ""),
            new Row("generations/2.json", 4, ONE_BEFORE, AGAIN),
            new Row("generations/2/org.apache.commons.commons-text_1.10.0.jar", 4, ONE_BEFORE, AGAIN),
            new Row("trust/root.json", 2, "root.json", "root.json"),
            new Row("trust/floor.a", 2, "passed over: floor"),
            new Row("trust/metadata/timestamp.json", 2, "passed over: timestamp"),
            new Row("trust/metadata/snapshot.json", 2, "passed over: snapshot"),
            new Row("trust/metadata/targets.json", 2, "passed over: targets"),
            new Row("trust/metadata/patches-gateway.json", 2, "passed over: patches-gateway"),
            new Row("trust/metadata/rollout-gateway.json", 2, "passed over: rollout-gateway"),
            new Row("trust/floor.b", 2, "passed over: floor"),
            new Row("lock", 2, ""),
            new Row("config/5.2.0/dev/suture/agent.config", 2, "suture/agent.config was damaged"),
            new Row("config/5.2.0/dev/suture/verify.config", 2, "suture/verify.config was damaged"));

    private static final List<String> UNTOUCHED = List.of("settings.json", "trust/root.json", "generations/1.json",
            "generations/2.json", "generations/2/org.apache.commons.commons-text_1.10.0.jar");

    private enum Damage {
        TORN, EMPTY, SWAPPED
    }

    @TempDir
    static Path folder;
    private static Gateways gateways;
    private static Path before;

    /** Level (a) runs, and level (b) is held. */
    @BeforeAll
    static void make() throws Exception {
        gateways = Way.SWAPPED.base(folder);
        Way.SWAPPED.publish(gateways);
        Station station = gateways.start(true);
        station.await("phase", "confirmed");
        Way.UNDONE.publish(gateways);
        station.check();
        station.await("(b) is held", status -> Station.text(status, "phase").equals("reverted")
                && !status.getAsJsonArray("held").isEmpty());
        station.close();
        before = folder.resolve("before");
        Files.move(gateways.root, before);
    }

    @AfterAll
    static void close() throws IOException {
        gateways.close();
    }

    static Stream<Arguments> table() {
        return TABLE.stream().flatMap(row -> Stream.of(Damage.values()).map(damage -> Arguments.of(row, damage)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void aDamagedFile(Row row, Damage damage) throws Exception {
        boolean inTurn = damage.ordinal() == TABLE.indexOf(row) % Damage.values().length;
        assumeTrue(Torture.all() || inTurn && (Torture.asked() || row.equals(TABLE.get(0))));
        Torture.copy(before, gateways.root);
        damage(row, damage);
        try (Station station = new Station(gateways.root, gateways.folder.resolve("home"), true, List.of())) {
            if (row.runs() == 0) {
                assertEquals(2, station.process().waitFor());
                assertEquals(1, station.said().lines().count(), station.said());
            } else {
                runs(row, station);
            }
            assertTrue(station.said().contains(row.line()), station.said());
            for (String file : UNTOUCHED) {
                if (!file.equals(row.file())) {
                    assertArrayEquals(Files.readAllBytes(before.resolve(file)),
                            Files.readAllBytes(gateways.root.resolve(file)), file);
                }
            }
        } finally {
            Files.delete(gateways.root.resolveSibling("root.log"));
        }
        Torture.tell(row.file() + " " + damage + ": " + (row.runs() == 0 ? "refused" : "generation " + row.runs()));
    }

    private static void runs(Row row, Station station) throws Exception {
        String known = Files.readString(before.resolve("agent.json"));
        JsonObject status = station.await("a check, and generation " + row.runs(),
                seen -> Station.text(seen, "lastCheck.result").contains(row.check())
                        && !known.contains(Station.text(seen, "lastCheck.at"))
                        && Station.text(seen, "generation").equals(Integer.toString(row.runs())));
        assertEquals(row.check().equals("remove "), status.getAsJsonArray("held").isEmpty(), status::toString);
        List<String> traces = station.said().lines().filter(line -> line.startsWith("\tat ")).toList();
        assertEquals(List.of(), traces);
    }

    private static void damage(Row row, Damage damage) throws IOException {
        Path file = gateways.root.resolve(row.file());
        byte[] content = Files.readAllBytes(file);
        assertTrue(file.toFile().setWritable(true));
        Files.write(file, switch (damage) {
        case TORN -> Arrays.copyOf(content, content.length / 2);
        case EMPTY -> new byte[0];
        case SWAPPED -> Files.readAllBytes(
                before.resolve(TABLE.get((TABLE.indexOf(row) + 1) % TABLE.size()).file()));
        });
    }
}
