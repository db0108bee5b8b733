// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import static dev.suture.stage.internal.Device.TEXT_FIXED;
import static dev.suture.stage.internal.Device.levelA;
import static dev.suture.stage.internal.Device.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.suture.fetch.Download;
import dev.suture.fetch.FetchException;
import dev.suture.fetch.Fetcher;
import dev.suture.patch.Artifact;
import dev.suture.stage.Generation;
import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cut connections, cancelling, full and failing disks: nothing is lost, and the next attempt goes on. */
class InterruptionTest {
    @TempDir
    Path root;

    private Device device;

    @BeforeEach
    void setUp() throws IOException {
        device = new Device(root);
    }

    @AfterEach
    void nothingHalf() throws Exception {
        device.assertNothingHalf();
        assertEquals(2, stage(device.stager()).number(), "whatever happened, now it works");
        device.assertTidy();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 65_535, 65_536, 65_537, 150_000})
    void cutConnectionIsTakenUpAgain(long position) throws Exception {
        device.depot.breakAt(position);
        assertThrows(FetchException.class, () -> stage(device.stager()));
        assertEquals(position, Files.size(device.part(whole(TEXT_FIXED))));
        device.depot.breakAt(Long.MAX_VALUE);
        stage(device.stager());
        assertEquals(List.of(0L, position), device.depot.opened());
    }

    @Test
    void wholePartIsNotFetchedAgain() throws Exception {
        Artifact artifact = whole(TEXT_FIXED);
        Files.createDirectories(root.resolve("staging"));
        Files.write(device.part(artifact), TEXT_FIXED.packed());
        stage(device.stager());
        assertEquals(List.of(), device.depot.opened());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 300_000})
    void partThatIsWrongIsFetchedFromTheBeginning(int length) throws Exception {
        Files.createDirectories(root.resolve("staging"));
        Files.write(device.part(whole(TEXT_FIXED)), new byte[length]);
        stage(device.stager());
        assertEquals(0L, device.depot.opened().get(device.depot.opened().size() - 1));
    }

    @Test
    void partsOfOtherOffersAreDropped() throws Exception {
        Path other = root.resolve("staging").resolve("0".repeat(64) + ".part");
        Path foreign = root.resolve("staging").resolve("notes.txt");
        Files.createDirectories(root.resolve("staging"));
        Files.write(other, new byte[10]);
        Files.write(foreign, new byte[10]);
        stage(device.stager());
        assertFalse(Files.exists(other));
        assertTrue(Files.exists(foreign), "what is not ours stays");
        Files.delete(foreign);
    }

    @Test
    void contentThatIsNotPublishedYet() {
        byte[] packed = TEXT_FIXED.packed();
        device.depot.remove(Jars.digest(packed));
        FetchException e = assertThrows(FetchException.class, () -> stage(device.stager()));
        assertEquals(FetchException.Reason.REFUSED, e.reason());
        device.depot.put(Jars.digest(packed), packed);
    }

    @Test
    void sourceThatEndsTooEarlyWithoutSayingSo() {
        byte[] packed = TEXT_FIXED.packed();
        device.depot.put(Jars.digest(packed), Depot.cut(packed, 100_000));
        FetchException e = assertThrows(FetchException.class, () -> stage(device.stager()));
        assertEquals(FetchException.Reason.UNREACHABLE, e.reason());
        device.depot.put(Jars.digest(packed), packed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 7})
    void cancelling(int chunks) {
        AtomicInteger asked = new AtomicInteger();
        FetchException e = assertThrows(FetchException.class, () -> device.stager().stage(levelA(), device.base,
                () -> asked.getAndIncrement() >= chunks));
        assertEquals(FetchException.Reason.CANCELLED, e.reason());
        assertEquals(0, device.depot.open());
    }

    @Test
    void oneAtATime() throws Exception {
        OfferStager stager = device.stager();
        stager.stage(levelA(), device.base, () -> {
            assertThrows(IllegalStateException.class, () -> stage(stager));
            return false;
        });
    }

    @Test
    void noSpaceIsSaidBeforeAnythingIsFetched() {
        Disk full = new FullDisk();
        StageException e = assertThrows(StageException.class, () -> stage(device.stager(full)));
        assertEquals(Reason.DISK_FULL, e.reason());
        assertTrue(e.getMessage().matches(".*: 8 MB are needed, 1 MB are free; free some.*"), e.getMessage());
        assertEquals(List.of(), device.depot.opened());
    }

    @Test
    void failuresOfTheDiskNameTheWayOut() {
        assertFails(Reason.DISK_FULL, "free some", "No space left on device");
        assertFails(Reason.DISK_FULL, "free some", "Disk quota exceeded");
        assertFails(Reason.DISK_FAILED, "make it writable", "Read-only file system");
        assertFails(Reason.DISK_FAILED, "check it", "Input/output error");
    }

    @Test
    void nobodyCanFetchThis() {
        FetcherSource nobody = new FetcherSource(() -> List.of(new Never()));
        FetchException e = assertThrows(FetchException.class, () -> nobody.open(Depot.TARGETS, 0, 1));
        assertTrue(e.getMessage().contains("nothing here can fetch http addresses"), e.getMessage());
    }

    @Test
    void diskWithoutLinksGetsCopies() throws Exception {
        Generation staged = stage(device.stager(new LinklessDisk()));
        Path copy = root.resolve("generations/2").resolve(staged.bundles().get(0).fileName());
        assertFalse(Files.isSameFile(device.stored(TEXT_FIXED), copy));
        assertEquals(TEXT_FIXED.bundle().digest(), Sha256.of(copy));
    }

    private void assertFails(Reason reason, String hint, String message) {
        for (int step = 1; step < 12; step++) {
            Disk disk = new FaultyDisk(step, false, message);
            StageException e = assertThrows(StageException.class, () -> stage(device.stager(disk)));
            assertEquals(reason, e.reason());
            assertTrue(e.getMessage().contains(hint), e.getMessage());
        }
    }

    private Generation stage(OfferStager stager) throws StageException, FetchException {
        return stager.stage(levelA(), device.base, () -> false);
    }

    /** A disk with 1 MB left. */
    private static final class FullDisk extends FaultyDisk {
        @Override
        public long usableSpace(Path folder) {
            return 1_900_000;
        }
    }

    /** FAT, for one. */
    private static final class LinklessDisk extends FaultyDisk {
        @Override
        public void link(Path file, Path second) throws IOException {
            throw new FileSystemException(second.toString(), file.toString(), "Operation not permitted");
        }
    }

    /** A fetcher of something else. */
    private static final class Never implements Fetcher {
        @Override
        public boolean supports(URI uri) {
            return false;
        }

        @Override
        public Optional<Download> open(URI uri, long from, long limit) {
            throw new AssertionError("it does not support this");
        }
    }
}
