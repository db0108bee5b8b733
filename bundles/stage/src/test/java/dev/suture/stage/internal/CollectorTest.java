// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.MAIL;
import static dev.suture.stage.internal.Device.MAIL_FIXED;
import static dev.suture.stage.internal.Device.TEXT;
import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.changes;
import static dev.suture.stage.internal.Device.offer;
import static dev.suture.stage.internal.Device.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import dev.suture.patch.Replacement;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.verify.Offer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is given back, and that nothing is that anybody may want. */
class CollectorTest {
    @TempDir
    Path folder;
    private Device device;
    private Generation second;

    /** Generation 1 is the base, 2 has a new text, 3 a new mail, 4 both. */
    @BeforeEach
    void stage() throws Exception {
        device = new Device(folder);
        second = device.stager().stage(Device.levelA(), device.base, () -> false);
        device.stager().stage(levelB(), second, () -> false);
        Offer levelC = offer(3, changes(List.of(new Replacement(TEXT.bundle(), TEXT_FIXED.bundle()), new Replacement(
                MAIL.bundle(), MAIL_FIXED.bundle()))), whole(TEXT_FIXED), whole(MAIL_FIXED));
        device.stager().stage(levelC, second, () -> false);
    }

    private static Offer levelB() {
        return offer(2, changes(List.of(new Replacement(MAIL.bundle(), MAIL_FIXED.bundle()))), whole(MAIL_FIXED));
    }

    @Test
    void keepsWhatIsWantedTheBaseUnderItAndTheNewest() throws Exception {
        assertEquals(0, device.stager().collect(Set.of(2)), "every jar is still needed by one of the others");
        assertGenerations(true, true, false, true);
        device.assertNothingHalf();
    }

    @Test
    void givesBackTheJarsThatNobodyElseHas() throws Exception {
        Path third = folder.resolve("generations/4.json");
        Files.delete(third); // as if it had never been: now 3 is the newest
        long mail = Files.size(device.stored(MAIL_FIXED));
        device.stager().collect(Set.of(2, 3));
        assertTrue(Files.exists(device.stored(MAIL_FIXED)));
        Files.delete(folder.resolve("generations/3.json"));
        assertEquals(mail, device.stager().collect(Set.of(2)));
        assertFalse(Files.exists(device.stored(MAIL_FIXED)));
        assertFalse(Files.exists(folder.resolve("generations/4")), "a folder without a description goes too");
        assertGenerations(true, true, false, false);
        device.assertNothingHalf();
        device.assertTidy();
    }

    @Test
    void keepsWhatBundlesRunFrom() throws Exception {
        device.loaded = Set.of(3);
        device.stager().collect(Set.of(2));
        assertGenerations(true, true, true, true);
    }

    @Test
    void removesNothingIfWhatIsWantedCannotBeRead() throws Exception {
        Files.write(folder.resolve("generations/2.json"), new byte[]{'{'});
        StageException refusal = assertThrows(StageException.class, () -> device.stager().collect(Set.of(2)));
        assertEquals(StageException.Reason.DISK_FAILED, refusal.reason());
        assertTrue(Files.exists(folder.resolve("generations/3.json")));
    }

    @Test
    void whatIsCollectedIsFetchedAgainWhenItIsOfferedAgain() throws Exception {
        device.stager().collect(Set.of(1));
        assertEquals(5, device.stager().stage(levelB(), device.base, () -> false).number());
        device.assertNothingHalf();
    }

    @Test
    void killedAtEachStepItGoesOn() throws Exception {
        for (int step = 1;; step++) {
            Path copy = Files.createDirectory(folder.resolve("copy-" + step));
            Device each = new Device(copy);
            each.stager().stage(Device.levelA(), each.base, () -> false);
            each.stager().stage(levelB(), each.base, () -> false);
            each.stager().stage(Device.levelA(), each.base, () -> false);
            Files.delete(copy.resolve("generations/3.json"));
            FaultyDisk disk = new FaultyDisk(step, step % 2 == 0, "killed");
            try {
                each.stager(disk).collect(Set.of(1));
                assertTrue(step > 5, "there are steps to be killed at");
                return;
            } catch (StageException e) {
                each.assertNothingHalf();
                assertEquals(each.base, each.stager().get(1));
                each.stager().collect(Set.of(1));
                each.assertNothingHalf();
                each.assertTidy();
            }
        }
    }

    private void assertGenerations(boolean... there) {
        for (int i = 0; i < there.length; i++) {
            int number = i + 1;
            assertEquals(there[i], Files.exists(folder.resolve("generations/" + number + ".json")),
                    "generation " + number);
            assertEquals(there[i], Files.exists(folder.resolve("generations/" + number)), "folder " + number);
        }
    }
}
