// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.suture.disk.Mortal;
import dev.suture.runtime.demo.Polling;

/**
 * A patch is on offer, and a part of the state cannot be written, as the file system tells any user: the gateway that ships
 * runs all the same, a line for each time that it tries names what cannot be written, and the patch lands or waits.
 */
@Tag("in-a-group")
@Timeout(600)
class ReadOnlyTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    static Path folder;
    private static Gateways gateways;
    private static Station station;
    private static Path before;

    @BeforeAll
    static void make() throws Exception {
        gateways = Way.SWAPPED.base(folder);
        station = gateways.start(true);
        station.await("it looked for news", status -> status.has("lastCheck"));
        station.close();
        before = folder.resolve("before");
        Files.move(gateways.root, before);
        Way.SWAPPED.publish(gateways);
    }

    @AfterAll
    static void close() throws Exception {
        gateways.close();
    }

    @ParameterizedTest
    @CsvSource({"agent.json, agent.json, failed",
            "history.jsonl, history.jsonl cannot be written, confirmed",
            "current.json, current.json cannot be written, confirmed",
            "journal, journal, failed",
            "generations, generations, failed",
            "store, store, failed",
            "staging, staging, failed",
            "trust, trust/floor.a, failed",
            "lock, make the disk writable, refused"})
    void aPartOfTheStateCannotBeWritten(String part, String line, String end) throws Exception {
        assumeTrue(Torture.asked() || part.equals("journal"));
        Torture.copy(before, gateways.root);
        Files.deleteIfExists(station.log());
        Mortal mortal = Mortal.immortal(gateways.root, folder.resolve("steps")).without(part);
        station.start(mortal.options());
        if (end.equals("refused")) {
            assertEquals(2, station.process().waitFor());
            assertEquals(1, station.said().lines().count(), station.said());
        } else {
            Optional<Boolean> ended = Polling.await(LIMIT,
                    () -> station.said().contains(" " + end + " {") ? Optional.of(true) : Optional.empty());
            assertTrue(ended.isPresent() && station.process().isAlive(), station.said());
            station.close();
            assertEquals(0, station.process().exitValue(), station.said());
        }
        List<String> named = station.said().lines()
                .filter(said -> said.contains(line) && said.contains("Read-only file system")).toList();
        assertTrue(named.size() == 1 || named.size() == 2, station.said());
        assertTrue(station.said().lines().noneMatch(said -> said.startsWith("\tat ")), station.said());
        Torture.tell(part + " READ_ONLY: " + end);
    }
}
