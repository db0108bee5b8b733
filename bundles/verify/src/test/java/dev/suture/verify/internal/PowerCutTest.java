// SPDX-License-Identifier: Apache-2.0
package dev.suture.verify.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.disk.CrashMatrix;
import dev.suture.disk.RecordedDisk;
import dev.suture.notify.Notification;
import dev.suture.tuf.RoleType;
import dev.suture.verify.Offer;
import dev.suture.verify.VerificationException;

/**
 * Cuts the power at each step in which trusted metadata are kept: the next refresh makes the same offer, and what was adopted
 * once is never taken back by an older answer.
 */
@Timeout(300)
class PowerCutTest {
    private static final String OLD = "adopted the old";
    private static final String NEW = "adopted the new, with other keys";

    @TempDir
    Path trust;
    @TempDir
    Path scratch;
    private DeviceFixture device;
    private Map<String, byte[]> oldMetadata;
    private Map<String, byte[]> newMetadata;

    @BeforeEach
    void prepare() throws Exception {
        device = new DeviceFixture(trust);
        device.publish(1);
        oldMetadata = Map.copyOf(device.mirror.repository.served);
    }

    @Test
    void everyStepOfARefresh() throws Exception {
        RecordedDisk disk = new RecordedDisk(trust);
        assertEquals(Optional.of(1), refresh(disk.root()));
        disk.mark(OLD);
        device.mirror.repository.rotate(RoleType.TIMESTAMP);
        device.mirror.repository.rotate(RoleType.TARGETS);
        device.mirror.repository.publishRoot();
        device.publish(2);
        newMetadata = Map.copyOf(device.mirror.repository.served);
        assertEquals(Optional.of(2), refresh(disk.root()));
        disk.mark(NEW);
        CrashMatrix.Count count = matrix().runOnce(disk.recording());
        System.out.println("crash matrix, a refresh: " + count);
        assertTrue(count.recoveries() > 40, count.toString());
    }

    /** Of a refresh that brings one more level, whose recovery is cut off at each of its own steps as well. */
    @Test
    void everyStepOfARecovery() throws Exception {
        device.refresh(0);
        RecordedDisk disk = new RecordedDisk(trust);
        device.publish(2);
        newMetadata = Map.copyOf(device.mirror.repository.served);
        assertEquals(Optional.of(2), refresh(disk.root()));
        CrashMatrix.Count count = matrix().run(disk.recording());
        System.out.println("crash matrix, a refresh and its recovery: " + count);
        assertTrue(count.recoveries() > 400, count.toString());
    }

    @Test
    void anOlderAnswerAfterThePowerCut() throws Exception {
        RecordedDisk disk = new RecordedDisk(trust);
        refresh(disk.root());
        disk.mark(OLD);
        device.publish(2);
        newMetadata = Map.copyOf(device.mirror.repository.served);
        refresh(disk.root());
        disk.mark(NEW);
        new CrashMatrix(scratch, root -> {}, (root, marks) -> {
            serve(oldMetadata);
            if (marks.contains(NEW)) {
                assertThrows(VerificationException.class, () -> refresh(root), "the new one is kept");
            }
            serve(newMetadata);
            assertEquals(Optional.of(2), refresh(root));
        }).run(disk.recording());
    }

    /** A recovery ends with the new level, and no older answer takes it back. */
    private CrashMatrix matrix() {
        return new CrashMatrix(scratch, root -> {
            serve(newMetadata);
            assertEquals(Optional.of(2), refresh(root));
        }, (root, marks) -> {
            serve(oldMetadata);
            assertThrows(VerificationException.class, () -> refresh(root));
        });
    }

    private void serve(Map<String, byte[]> metadata) {
        device.mirror.repository.served.clear();
        device.mirror.repository.served.putAll(metadata);
    }

    /** The level on offer. */
    private Optional<Integer> refresh(Path root) throws Exception {
        Optional<Offer> offer = new RepositoryVerifier(device.repository(), new TrustDirectory(root),
                new Self("gateway", "5.2.0", DeviceFixture.DEVICE), Duration.ofDays(7),
                Clock.fixed(device.now, ZoneOffset.UTC), device)
                .refresh(Notification.CHECK_NOW, 0, Set.of());
        return offer.map(each -> each.patch().id().level().number());
    }
}
