// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.suture.disk.CrashMatrix;
import dev.suture.disk.RecordedDisk;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the power at each step of staging: what runs is untouched, what was staged stays staged, and what was not is staged by
 * the next attempt.
 */
@Timeout(300)
class PowerCutTest {
    private static final String STAGED = "staged";

    @TempDir
    Path folder;
    @TempDir
    Path scratch;
    private Device device;

    @Test
    void everyStepOfStaging() throws Exception {
        device = new Device(folder);
        RecordedDisk disk = new RecordedDisk(folder);
        stage(disk.root());
        disk.mark(STAGED);
        CrashMatrix.Count count = new CrashMatrix(scratch, this::stage, this::judge).runOnce(disk.recording());
        System.out.println("crash matrix, staging: " + count);
        assertTrue(count.recoveries() > 40, count.toString());
    }

    private void stage(Path root) throws Exception {
        device.depot.opened().clear();
        stager(root).stage(Device.levelA(), device.base, () -> false);
    }

    private void judge(Path root, List<String> marks) throws Exception {
        assertEquals(device.base, stager(root).get(1));
        Generation staged = stager(root).get(2);
        assertTrue(staged.bundles().stream().map(ManagedBundle::bundle).anyMatch(TEXT_FIXED.bundle()::equals));
        for (Generation generation : List.of(device.base, staged)) {
            for (ManagedBundle bundle : generation.bundles()) {
                Path file = root.resolve("generations/" + generation.number()).resolve(bundle.fileName());
                assertTrue(Sha256.is(file, bundle.bundle().digest(), bundle.length()), file.toString());
            }
        }
        assertTrue(marks.isEmpty() || device.depot.opened().isEmpty(), "what was staged is fetched again");
    }

    private OfferStager stager(Path root) {
        return new OfferStager(root, new Link(device.depot, new Throttle(0)), new RealDisk(), Set::of, line -> {});
    }
}
