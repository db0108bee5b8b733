// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.suture.tuf.json.MalformedException;

/** {@code agent.json} on the disk. Used under the anchor's lease. */
final class ProgressFile {
    private static final long MAX_LENGTH = 1024 * 1024;

    private final Path file;
    private final Log log;

    ProgressFile(Path root, Log log) {
        this.file = root.resolve("agent.json");
        this.log = log;
    }

    /**
     * What was saved last. A file that cannot be understood is said to be so and counts as none: what runs is the anchor's
     * word, and an offer comes again.
     *
     * @throws IOException if the disk fails
     */
    Progress load() throws IOException {
        try {
            return read();
        } catch (NoSuchFileException e) {
            log.info("no " + file + ": this is the agent's first start");
        } catch (MalformedException e) {
            log.warn("starting clean, because what was remembered cannot be read: " + e.getMessage());
        }
        return Progress.NEW;
    }

    /** What was saved last, to be shown: where it cannot be read it is none, and {@link #load} will say why. */
    Progress peek() {
        try {
            return read();
        } catch (IOException | MalformedException e) {
            return Progress.NEW;
        }
    }

    private Progress read() throws IOException, MalformedException {
        if (Files.size(file) > MAX_LENGTH) {
            throw new MalformedException("agent.json", "far too long");
        }
        return ProgressFormat.read(Files.readAllBytes(file));
    }

    /** Saves, so that a power cut leaves either the old or the new. */
    void save(Progress progress) throws IOException {
        DurableFile.replace(file, ProgressFormat.write(progress));
    }
}
