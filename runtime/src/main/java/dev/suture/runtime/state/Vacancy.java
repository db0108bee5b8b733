// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.suture.runtime.UserError;

/** Whether a folder is free to become a state root. Stateless. */
public final class Vacancy {
    /** What a first start or an adoption that was cut off may leave. */
    private static final Set<String> BEGUN = Set.of("lock", "settings.json", "trust", "staging", "store", "generations",
            "current.json", "guest", "suture-guest.jar");

    private Vacancy() {
    }

    /** @throws UserError if it is used for something else: whoever names such a folder has mistaken it */
    public static void require(Path root) throws IOException {
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.list(root)) {
                Optional<String> foreign = files.map(file -> file.getFileName().toString())
                        .filter(name -> !BEGUN.contains(name.replaceFirst("[.](tmp|part)$", ""))).sorted().findFirst();
                if (foreign.isPresent()) {
                    throw new UserError(root + " is used for something else: it has '" + foreign.get()
                            + "' in it; name an empty folder");
                }
            }
        }
    }
}
