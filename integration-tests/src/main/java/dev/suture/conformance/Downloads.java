// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.suture.tuf.TargetFile;

/** Downloaded targets, each a file named by its path, encoded so that no path leads out of the folder. */
final class Downloads {
    private final Path folder;

    Downloads(Path folder) {
        this.folder = folder;
    }

    /** Whether the target is here as it is listed. */
    boolean has(String target, TargetFile listed) throws IOException {
        Path file = file(target);
        return Files.exists(file) && listed.matches(Files.readAllBytes(file));
    }

    void save(String target, byte[] content) throws IOException {
        Path part = Files.write(folder.resolve("part"), content);
        Files.move(part, file(target), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(String target) {
        return folder.resolve("target-" + URLEncoder.encode(target, StandardCharsets.UTF_8));
    }
}
