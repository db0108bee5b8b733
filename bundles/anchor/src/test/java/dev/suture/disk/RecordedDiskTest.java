// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a disk may hold after its power was cut. */
class RecordedDiskTest {
    @TempDir
    Path folder;
    @TempDir
    Path rebuilt;
    private RecordedDisk disk;
    private Path file;

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("old"), "was there");
        disk = new RecordedDisk(folder);
        file = disk.root().resolve("file");
    }

    @Test
    void nothingDoneIsNothingLost() throws IOException {
        assertEquals(Set.of("old=was there"), after(0));
    }

    @Test
    void whatIsNotForcedMayBeLostInPartsOrWhole() throws IOException {
        Files.writeString(file, "text");
        assertEquals(Set.of("file=text old=was there", "file=te old=was there", "file= old=was there", "old=was there"),
                after(2));
    }

    @Test
    void aForcedFileWithoutAForcedFolderMayLoseItsName() throws IOException {
        Files.writeString(file, "text");
        sync(file);
        assertEquals(Set.of("file=text old=was there", "old=was there"), after(3));
        sync(disk.root());
        assertEquals(Set.of("file=text old=was there"), after(4));
    }

    @Test
    void aRenameIsWholeOrHasNotHappened() throws IOException {
        Path old = disk.root().resolve("old");
        Files.writeString(file, "new");
        sync(file);
        Files.move(file, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(Set.of("old=new", "old=was there", "file=new old=was there"), after(4));
        sync(disk.root());
        assertEquals(Set.of("old=new"), after(5));
    }

    @Test
    void aRenameOfWhatWasNotForcedLeavesAnEmptyFile() throws IOException {
        Path old = disk.root().resolve("old");
        Files.writeString(file, "new");
        Files.move(file, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(disk.root());
        assertEquals(Set.of("old=new", "old="), after(4));
    }

    @Test
    void anAppendIsTornAndTheRestStays() throws IOException {
        Path old = disk.root().resolve("old");
        Files.writeString(old, " now", StandardOpenOption.APPEND);
        assertEquals(Set.of("old=was there now", "old=was there n", "old=was there"), after(1));
    }

    @Test
    void aFileInAFolderThatIsLostIsLost() throws IOException {
        Path inner = Files.createDirectories(disk.root().resolve("a/b")).resolve("file");
        Files.writeString(inner, "text");
        sync(inner);
        sync(inner.getParent());
        assertEquals(Set.of("a a/b a/b/file=text old=was there", "old=was there", "a old=was there"), after(6));
        sync(inner.getParent().getParent());
        sync(disk.root());
        assertEquals(Set.of("a a/b a/b/file=text old=was there"), after(8));
    }

    @Test
    void aLinkIsAnotherNameOfTheSameContent() throws IOException {
        Files.createLink(disk.root().resolve("second"), disk.root().resolve("old"));
        Files.delete(disk.root().resolve("old"));
        assertEquals(Set.of("second=was there", "old=was there", "old=was there second=was there", ""), after(2));
        sync(disk.root());
        assertEquals(Set.of("second=was there"), after(3));
    }

    @Test
    void whatIsMovedAcrossFoldersHasOneName() throws IOException {
        Path parts = Files.createDirectory(disk.root().resolve("parts"));
        Path store = Files.createDirectory(disk.root().resolve("store"));
        sync(disk.root());
        Path part = Files.writeString(parts.resolve("part"), "text");
        sync(part);
        Files.move(part, store.resolve("whole"), StandardCopyOption.ATOMIC_MOVE);
        sync(store);
        assertEquals(Set.of("old=was there parts store store/whole=text"), after(8));
    }

    @Test
    void aMarkTellsWhatHadComeAbout() throws IOException {
        Files.writeString(file, "text");
        disk.mark("written");
        List<KillPoint> points = disk.recording().killPoints();
        assertEquals(List.of("written"), points.get(points.size() - 1).marks());
        assertEquals(List.of(), points.get(points.size() - 2).marks());
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What may be there after so many steps, on all disks; each as its sorted names with their contents. */
    private Set<String> after(int steps) throws IOException {
        List<Operation> all = disk.recording().operations();
        assertEquals(steps, all.size(), all.toString());
        Disk simulated = new Disk();
        disk.recording().all().forEach(simulated::apply);
        Set<String> found = new TreeSet<>();
        for (DiskImage image : simulated.afterPowerCut(all.stream().reduce((first, second) -> second))) {
            Path copy = Files.createTempDirectory(rebuilt, "image");
            image.writeTo(copy);
            found.add(describe(copy));
        }
        return found;
    }

    private static String describe(Path copy) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> paths = Files.walk(copy)) {
            for (Path path : (Iterable<Path>) paths.skip(1).sorted()::iterator) {
                all.append(' ').append(copy.relativize(path));
                if (Files.isRegularFile(path)) {
                    all.append('=').append(Files.readString(path));
                }
            }
        }
        return all.toString().strip();
    }
}
