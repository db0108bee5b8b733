// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalTest {
    @TempDir
    Path root;
    private Journal journal;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        journal = new Journal(root);
        file = root.resolve("journal").resolve("script.log");
    }

    @Test
    void isEmptyAtFirstAndRecordsNothingWithoutAScript() throws Exception {
        assertEquals(Optional.empty(), journal.find());
        assertThrows(IOException.class, () -> journal.record(ScriptState.OPEN));
        assertEquals(Optional.empty(), journal.find());
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheLastState(ScriptState state) throws Exception {
        journal.begin(7, 8);
        assertEquals(Optional.of(new Journal.Entry(7, 8, ScriptState.PREPARED)), journal.find());
        journal.record(state);
        assertEquals(Optional.of(new Journal.Entry(7, 8, state)), new Journal(root).find());
    }

    @Test
    void aNewScriptReplacesTheLast() throws Exception {
        journal.begin(1, 2);
        journal.record(ScriptState.CLEAN);
        journal.begin(2, 3);
        assertEquals(Optional.of(new Journal.Entry(2, 3, ScriptState.PREPARED)), journal.find());
    }

    @Test
    void aTornLineIsIgnoredAndDoesNotSpoilTheNext() throws Exception {
        journal.begin(1, 2);
        long before = Files.size(file);
        journal.record(ScriptState.SWITCHED);
        byte[] whole = Files.readAllBytes(file);
        for (int length = (int) before; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertEquals(ScriptState.PREPARED, journal.find().orElseThrow().state());
            journal.record(ScriptState.REVERTED);
            assertEquals(ScriptState.REVERTED, journal.find().orElseThrow().state());
        }
    }

    @Test
    void aChangedByteIsIgnored() throws Exception {
        journal.begin(1, 2);
        int before = (int) Files.size(file);
        journal.record(ScriptState.SWITCHED);
        byte[] whole = Files.readAllBytes(file);
        for (int at = before + 1; at < whole.length - 1; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertEquals(ScriptState.PREPARED, journal.find().orElseThrow().state());
        }
    }

    @Test
    void aStateOfAnotherVersionIsNotGuessedAt() throws Exception {
        journal.begin(1, 2);
        CRC32 crc = new CRC32();
        crc.update("MELTED".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(file, String.format("%08x MELTED\n", crc.getValue()), StandardOpenOption.APPEND);
        assertThrows(DamagedException.class, journal::find);
    }

    @Test
    void noiseIsNoScript() throws Exception {
        Files.write(file, new byte[]{0, (byte) 0xff, '\n', 'x', '\n'});
        assertEquals(Optional.empty(), journal.find());
        Files.write(file, "0".repeat(64 * 1024 + 1).getBytes(StandardCharsets.US_ASCII));
        assertEquals(Optional.empty(), journal.find());
    }
}
