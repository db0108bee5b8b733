// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.suture.stage.Generation;
import dev.suture.stage.StageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends the world at each step that changes the disk, before and after it. */
class CrashTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void killedAtEachStep(boolean doneFirst) throws Exception {
        int steps = steps();
        assertTrue(steps > 15, "a stage has many steps");
        for (int step = 1; step <= steps; step++) {
            Device device = new Device(Files.createDirectory(folder.resolve(doneFirst + "-" + step)));
            FaultyDisk disk = new FaultyDisk(step, doneFirst, "killed");
            assertThrows(StageException.class, () -> stage(device, disk), "step " + step);
            device.assertNothingHalf();
            assertEquals(device.base, device.stager().get(1), "what runs is as it was");
            assertEquals(List.of(TEXT_FIXED.bundle()), stage(device, new RealDisk()).bundles().stream()
                    .map(bundle -> bundle.bundle()).filter(TEXT_FIXED.bundle()::equals).toList());
            device.assertNothingHalf();
            device.assertTidy();
        }
    }

    @Test
    void killedTwiceInARow() throws Exception {
        int steps = steps();
        Device device = new Device(Files.createDirectory(folder.resolve("twice")));
        for (int step = 1; step < steps / 2; step += 2) {
            FaultyDisk disk = new FaultyDisk(step, true, "killed");
            assertThrows(StageException.class, () -> stage(device, disk));
        }
        assertEquals(2, stage(device, new RealDisk()).number());
        device.assertTidy();
    }

    /** What has its final name survives a power cut with its content, and so does the name. */
    @Test
    void everyNameIsGivenToSyncedContentAndSyncedItself() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        stage(new Device(Files.createDirectory(folder.resolve("order"))), disk);
        List<String> steps = disk.steps();
        int moves = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).startsWith("move ")) {
                String[] names = steps.get(i).split(" ");
                assertEquals("sync " + names[1], steps.get(i - 1));
                assertEquals("syncFolder " + Path.of(names[2]).getParent(), steps.get(i + 1));
                moves++;
            }
        }
        assertEquals(2, moves, "a jar into the store, a description to the generations");
        int links = steps
                .lastIndexOf(steps.stream().filter(step -> step.startsWith("link ")).reduce((a, b) -> b).get());
        assertTrue(steps.get(links + 1).startsWith("syncFolder "), "links are durable before the description");
    }

    private int steps() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        stage(new Device(Files.createDirectory(folder.resolve("count"))), disk);
        return disk.steps().size();
    }

    private static Generation stage(Device device, Disk disk) throws Exception {
        return device.stager(disk).stage(Device.levelA(), device.base, () -> false);
    }
}
