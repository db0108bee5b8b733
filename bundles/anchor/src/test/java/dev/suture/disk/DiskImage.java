// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a disk may hold after the end. */
public final class DiskImage {
    static final Version FOLDER = new Version(Names.FOLDER, 0, false);

    private final String rule;
    private final Map<String, Version> entries;
    private final Map<Integer, Contents> files;

    /** A file's content after so many of its changes, the last of them perhaps torn. */
    record Version(int file, int changes, boolean torn) {}

    DiskImage(String rule, Map<String, Version> entries, Map<Integer, Contents> files) {
        this.rule = rule;
        this.entries = new TreeMap<>(entries);
        this.files = files;
    }

    /** What was lost, in words. */
    public String rule() {
        return rule;
    }

    /** Equal for images that hold the same. */
    Object identity() {
        return entries;
    }

    /** Puts it into an empty folder. */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, Version> entry : entries.entrySet()) {
            write(entry.getValue(), folder.resolve(entry.getKey()));
        }
    }

    /** Makes of a folder that holds another image one that holds this; what is in no image is left alone. */
    void replace(DiskImage other, Path folder) throws IOException {
        for (Map.Entry<String, Version> entry : new TreeMap<>(other.entries).descendingMap().entrySet()) {
            if (!entry.getValue().equals(entries.get(entry.getKey()))) {
                Files.delete(folder.resolve(entry.getKey()));
            }
        }
        for (Map.Entry<String, Version> entry : entries.entrySet()) {
            if (!entry.getValue().equals(other.entries.get(entry.getKey()))) {
                write(entry.getValue(), folder.resolve(entry.getKey()));
            }
        }
    }

    private void write(Version version, Path path) throws IOException {
        if (version.equals(FOLDER)) {
            Files.createDirectory(path);
        } else {
            Files.write(path, files.get(version.file()).after(version.changes(), version.torn()));
        }
    }

    @Override
    public String toString() {
        return rule;
    }
}
