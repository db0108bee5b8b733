// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shipped gateway with its state on a real small file system that fills up: it says so, goes on with what it runs, loses nothing,
 * and goes on by itself once there is space. Needs the right to mount.
 */
@Tag("in-a-group")
@Timeout(600)
class FullDiskTest {
    private static final String SIZE = "size=96m";

    @TempDir
    Path folder;
    private Gateways gateways;
    private boolean mounted;
    private Path ballast;

    @BeforeEach
    void mount() throws Exception {
        gateways = Way.SWAPPED.base(folder);
        Files.createDirectory(gateways.root);
        mounted = run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", gateways.root.toString());
        assumeTrue(mounted, "nothing can be mounted here");
        ballast = gateways.root.resolve("staging-ballast");
    }

    @AfterEach
    void unmount() throws Exception {
        gateways.close();
        if (mounted) {
            assertTrue(run("umount", gateways.root.toString()));
        }
    }

    @Test
    void noSpaceForAPatch() throws Exception {
        Station station = gateways.start(true);
        station.await("it looked for news", status -> status.has("lastCheck"));
        leave(4 << 20);
        Way.SWAPPED.publish(gateways);
        station.check();
        JsonObject failed = station.await("reason.code", "disk");
        assertTrue(Station.text(failed, "reason.text").contains("not enough space below"), failed::toString);
        assertEquals("1", Station.text(failed, "generation"));
        Files.delete(ballast);
        lands(station);
    }

    /** What it writes itself, its memory and its history, has no space either. */
    @Test
    void noSpaceAtAll() throws Exception {
        Station station = gateways.start(true);
        station.await("it looked for news", status -> status.has("lastCheck"));
        leave(0);
        Way.SWAPPED.publish(gateways);
        station.check();
        station.awaitSaid("No space left");
        assertTrue(station.process().isAlive());
        assertEquals("1", Station.text(station.ask("status"), "generation"));
        station.kill();
        Files.delete(ballast);
        station.start();
        station.await("it is up again", status -> true);
        lands(station);
    }

    private static void lands(Station station) throws Exception {
        station.check();
        JsonObject status = station.await("(a) is confirmed", each -> "5.2.0 (a)".equals(Station.text(each, "label"))
                && "confirmed".equals(Station.text(each, "phase")));
        assertEquals("2", Station.text(status, "generation"));
        List<String> traces = station.said().lines().filter(line -> line.startsWith("\tat ")).toList();
        assertEquals(List.of(), traces);
    }

    /** Fills the file system up to so many bytes. */
    private void leave(long bytes) throws IOException {
        byte[] chunk = new byte[1 << 12];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (Files.getFileStore(gateways.root).getUsableSpace() > bytes) {
                out.write(chunk);
            }
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
