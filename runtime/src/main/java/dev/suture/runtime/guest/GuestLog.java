// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.guest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Tells what the guest does: to the host's log, by the JDK's logger, and to {@code guest.log} in the state root, since not
 * every host shows its log to whoever dropped a bundle into it. Safe for use by several threads.
 */
final class GuestLog {
    private static final int MAX_LENGTH = 256 * 1024;

    private final System.Logger logger = System.getLogger("dev.suture.guest");
    private final Path file;
    private final Clock clock;

    GuestLog(Path root, Clock clock) {
        this.file = root.resolve("guest.log");
        this.clock = clock;
    }

    /** What goes well. */
    void info(String line) {
        logger.log(System.Logger.Level.INFO, line);
        append(line);
    }

    /** What somebody should look at. */
    void warn(String line) {
        logger.log(System.Logger.Level.WARNING, line);
        append(line);
    }

    private synchronized void append(String line) {
        String text = clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + line + "\n";
        try {
            boolean full = Files.exists(file) && Files.size(file) > MAX_LENGTH;
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                    full ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        } catch (IOException e) {
            logger.log(System.Logger.Level.WARNING, "cannot write " + file + ": " + e.getMessage());
        }
    }
}
