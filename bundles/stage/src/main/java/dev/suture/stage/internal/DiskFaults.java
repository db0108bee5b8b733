// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;

/** From a failure of the disk to its reason and a line that a person can act on. Stateless. */
final class DiskFaults {
    /** How Linux, macOS and Windows say it; the JDK has no type for it. */
    private static final List<String> FULL = List.of("no space left", "quota", "not enough space");

    private DiskFaults() {
    }

    static StageException of(IOException failure, Path root) {
        String said = String.valueOf(failure.getMessage());
        String lower = said.toLowerCase(Locale.ROOT);
        if (FULL.stream().anyMatch(lower::contains)) {
            return new StageException(Reason.DISK_FULL,
                    "no space is left below " + root + "; free some, and it goes on by itself", failure);
        }
        if (failure instanceof AccessDeniedException || lower.contains("read-only")) {
            return new StageException(Reason.DISK_FAILED,
                    "cannot write below " + root + " (" + said + "); make it writable for the gateway's user", failure);
        }
        return new StageException(Reason.DISK_FAILED,
                "the disk failed below " + root + " (" + failure.getClass().getSimpleName() + ": " + said
                        + "); check it, and it goes on by itself",
                failure);
    }
}
