// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process it is: a pid may come again, a pid with its start time does not. Read from the kernel, not from the
 * process.
 *
 * @param pid the process id
 * @param startTicks when it started, in clock ticks since the system booted
 */
public record ProcessIdentity(long pid, long startTicks) {
    /** Of the 52 fields of {@code /proc/PID/stat}, counted from 1, and the first that follows the name. */
    private static final int START_TIME = 22;
    private static final int FIRST_AFTER_NAME = 3;

    /** The process that has this pid now; empty if none has, or only the remains of one. */
    public static Optional<ProcessIdentity> find(long pid) throws IOException {
        try {
            return parse(pid, Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static Optional<ProcessIdentity> parse(long pid, String stat) throws IOException {
        // The name stands in parentheses and may itself contain any of them.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length <= START_TIME - FIRST_AFTER_NAME) {
            throw new IOException("/proc/" + pid + "/stat is not as expected");
        }
        boolean dead = fields[0].equals("Z") || fields[0].equals("X");
        return dead
                ? Optional.empty()
                : Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TIME - FIRST_AFTER_NAME])));
    }
}
