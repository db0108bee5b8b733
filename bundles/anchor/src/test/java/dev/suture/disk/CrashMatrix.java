// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ends the world at every step of a recording, in every way it can end, recovers on what the disk then holds, and ends it
 * again at every step of that recovery. Used by one thread.
 */
public final class CrashMatrix {
    private final Path scratch;
    private final Life recovery;
    private final Judge judge;
    private int points;
    private int disks;
    private int recoveries;

    /** What a device does with its disk. */
    public interface Life {
        void live(Path root) throws Exception;
    }

    /** Says what is wrong after a recovery, by an {@link AssertionError}. */
    public interface Judge {
        /** @param marks what had come about before the end */
        void judge(Path root, List<String> marks) throws Exception;
    }

    /**
     * How much was tried.
     *
     * @param points steps at which the world ended
     * @param disks different disks it left
     * @param recoveries that were judged, those that were cut off and begun again included
     */
    public record Count(int points, int disks, int recoveries) {
        @Override
        public String toString() {
            return points + " kill points, " + disks + " disks, " + recoveries + " recoveries";
        }
    }

    /** @param scratch a folder that is left as it was found */
    public CrashMatrix(Path scratch, Life recovery, Judge judge) {
        this.scratch = scratch;
        this.recovery = recovery;
        this.judge = judge;
    }

    /** @throws AssertionError that names the step and what was lost, if one recovery is not as it should be */
    public Count run(Recording recording) throws Exception {
        return run(recording, this::recover);
    }

    /** The same, but no recovery is cut off; for one that is as long as what it recovers from. */
    public Count runOnce(Recording recording) throws Exception {
        return run(recording, this::recoverOnce);
    }

    private interface Recovery {
        Recording from(DiskImage image, List<String> marks, String what) throws Exception;
    }

    private Count run(Recording recording, Recovery each) throws Exception {
        for (KillPoint point : recording.killPoints()) {
            points++;
            for (DiskImage image : point.images()) {
                disks++;
                each.from(image, point.marks(), point + ", " + image.rule());
            }
        }
        return new Count(points, disks, recoveries);
    }

    private Recording recover(DiskImage image, List<String> marks, String what) throws Exception {
        Recording recorded = recoverOnce(image, marks, what);
        for (KillPoint again : recorded.killPoints()) {
            for (DiskImage second : again.images()) {
                recoverOnce(second, marks, what + "; and again in the recovery at " + again + ", " + second.rule());
            }
        }
        return recorded;
    }

    private Recording recoverOnce(DiskImage image, List<String> marks, String what) throws Exception {
        recoveries++;
        Path copy = Files.createTempDirectory(scratch, "image");
        try {
            image.writeTo(copy);
            RecordedDisk disk = new RecordedDisk(copy);
            recovery.live(disk.root());
            Recording recording = disk.recording();
            judge.judge(disk.root(), marks);
            return recording;
        } catch (AssertionError | Exception e) {
            throw new AssertionError("killed at " + what + ": " + e, e);
        } finally {
            remove(copy);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
