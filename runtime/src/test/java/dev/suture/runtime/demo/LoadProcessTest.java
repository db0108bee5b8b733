// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoadProcessTest {
    @TempDir
    Path folder;

    @Test
    void countsAgainstARealServerAndEndsWithItsParentsPipe() throws Exception {
        Files.writeString(folder.resolve("hello"), "hello");
        try (StaticRepository server = new StaticRepository(folder, 0)) {
            LoadProcess load = new LoadProcess(plan(server), folder.resolve("load.log"));
            ProcessHandle handle = ProcessHandle.of(load.pid()).get();
            LoadReport report = load.snapshot();
            while (report.right() < 50) {
                report = load.snapshot();
            }
            LoadReport end = load.stop();
            assertEquals(end.sent(), end.right(), end.describeLost());
            assertEquals(end.right(), server.requests());
            load.close();
            handle.onExit().get(10, TimeUnit.SECONDS);
            assertEquals(Optional.empty(), ProcessIdentity.find(load.pid()));
        }
    }

    @Test
    void closedInTheMiddleItEndsToo() throws Exception {
        Files.writeString(folder.resolve("hello"), "hello");
        try (StaticRepository server = new StaticRepository(folder, 0)) {
            LoadProcess load = new LoadProcess(plan(server), folder.resolve("load.log"));
            load.close();
            assertEquals(Optional.empty(), ProcessIdentity.find(load.pid()));
            IOException gone = assertThrows(IOException.class, load::snapshot);
            assertTrue(gone.getMessage().contains("load"), gone.getMessage());
        }
    }

    private static LoadPlan plan(StaticRepository server) {
        return new LoadPlan("127.0.0.1", server.address().getPort(), "/hello", "hello", 600, Duration.ofSeconds(10));
    }
}
