// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileMirrorTest {
    @TempDir
    Path served;
    private HostileMirror mirror;
    private Path timestamp;

    @BeforeEach
    void publish() throws IOException {
        timestamp = Files.createDirectories(served.resolve("metadata")).resolve("timestamp.json");
        Files.writeString(timestamp, "one");
        mirror = new HostileMirror(served);
    }

    @Test
    void changesOneByteUntilTheLieEnds() throws IOException {
        byte[] truth = {1, 2, 3};
        Path content = Files.write(served.resolve("content"), truth);
        HostileMirror.Lie lie = HostileMirror.tamper(content);
        assertArrayEquals(new byte[]{1, 3, 3}, Files.readAllBytes(content));
        lie.close();
        assertArrayEquals(truth, Files.readAllBytes(content));
    }

    @Test
    void servesWhatWasKeptUntilTheLieEnds() throws IOException {
        byte[] kept = mirror.keepTimestamp();
        Files.writeString(timestamp, "two");
        HostileMirror.Lie lie = mirror.replay(kept);
        assertEquals("one", Files.readString(timestamp));
        lie.close();
        assertEquals("two", Files.readString(timestamp));
    }

    @Test
    void aReplayOfWhatIsServedAnywayWouldProveNothing() throws IOException {
        byte[] kept = mirror.keepTimestamp();
        assertThrows(IOException.class, () -> mirror.replay(kept));
    }
}
