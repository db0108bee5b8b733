// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A folder whose changes are recorded, for a test in this process. */
public final class RecordedDisk {
    private final List<Operation> operations = Collections.synchronizedList(new ArrayList<>());
    private final Recorder recorder;
    private final Path root;

    /**
     * Records what happens below a folder from now on.
     *
     * @param folder a path of the default file system
     * @param ignored paths in it that are not recorded
     */
    public RecordedDisk(Path folder, String... ignored) throws IOException {
        recorder = new Recorder(folder, List.of(ignored), operations::add, (index, next) -> {});
        root = new RecordingProvider(folder.getFileSystem().provider(), recorder).getPath(folder.toUri());
        if (!Files.isDirectory(root)) {
            throw new IOException(folder + " is no folder");
        }
    }

    /** The folder, for the code under test. */
    public Path root() {
        return root;
    }

    /** Notes that something has come about, which has to hold from now on. */
    public void mark(String text) {
        recorder.mark(text);
    }

    /** What was done until now. */
    public Recording recording() {
        synchronized (operations) {
            return new Recording(operations);
        }
    }
}
