// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code current.json} in the state root. Written by the launcher and the anchor alone. */
public final class CurrentFile {
    private final Path file;

    /** The one of this state root. */
    public CurrentFile(Path root) {
        file = root.resolve("current.json");
    }

    /** Whether this device has ever had a generation. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** @throws DamagedException if it does not hold what was written */
    public Current read() throws IOException {
        if (Files.size(file) > 1024) {
            throw new DamagedException("current.json is not what the anchor wrote");
        }
        return Current.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** What was written; empty if it is damaged. */
    Optional<Current> find() throws IOException {
        try {
            return Optional.of(read());
        } catch (DamagedException e) {
            return Optional.empty();
        }
    }

    /** Replaces it durably. */
    public void write(Current current) throws IOException {
        Durable.replace(file, current.write().getBytes(StandardCharsets.UTF_8));
    }
}
