// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustDirectoryTest {
    @TempDir
    Path trust;
    private TrustDirectory directory;

    @BeforeEach
    void open() {
        directory = new TrustDirectory(trust);
    }

    @Test
    void keepsBytesAndLeavesNothingElse() throws Exception {
        assertEquals(Optional.empty(), directory.find("timestamp"));
        directory.save("timestamp", new byte[]{1});
        directory.save("timestamp", new byte[]{2, 3});
        assertArrayEquals(new byte[]{2, 3}, directory.find("timestamp").orElseThrow());
        assertEquals(List.of("timestamp.json"), names());
        directory.delete("timestamp");
        directory.delete("timestamp");
        assertEquals(List.of(), names());
    }

    @Test
    void goesOnOverWhatACutLeftBehind() throws Exception {
        directory.save("root", new byte[]{1});
        Files.write(trust.resolve("metadata/root.json.tmp"), new byte[100]);
        assertArrayEquals(new byte[]{1}, directory.find("root").orElseThrow());
        directory.save("root", new byte[]{2});
        assertEquals(List.of("root.json"), names());
        assertArrayEquals(new byte[]{2}, directory.find("root").orElseThrow());
    }

    @Test
    void neverWritesTheInstalledRoot() throws Exception {
        Files.write(trust.resolve("root.json"), new byte[]{1});
        directory.save("root", new byte[]{2});
        assertArrayEquals(new byte[]{1}, directory.initialRoot());
    }

    @Test
    void doesNotReadEndlessFiles() throws Exception {
        Files.write(trust.resolve("root.json"), new byte[(4 << 20) + 1]);
        assertThrows(IOException.class, directory::initialRoot);
    }

    @Test
    void namesTheFileItCannotReadOrWrite() throws Exception {
        Files.createFile(trust.resolve("metadata"));
        assertTrue(assertThrows(IOException.class, () -> directory.save("root", new byte[1])).getMessage().startsWith(
                "cannot write " + trust));
        assertTrue(assertThrows(IOException.class, () -> directory.find("root")).getMessage().startsWith("cannot read "
                + trust));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(trust.resolve("metadata"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
