// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;

import dev.suture.stage.StageException;
import dev.suture.stage.StageException.Reason;

/** Asks for space before any of it is used. */
final class Space {
    /** For descriptions, folders, and what the gateway itself writes meanwhile. */
    private static final long MARGIN = 8L << 20;
    private static final BigInteger MEGABYTE = BigInteger.valueOf(1_000_000);

    private final Path root;
    private final Disk disk;

    Space(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    /** Requires space for all of {@code lengths}. Nothing to be written needs no margin either. */
    void require(List<Long> lengths) throws IOException, StageException {
        if (lengths.isEmpty()) {
            return;
        }
        BigInteger needed = lengths.stream().map(BigInteger::valueOf).reduce(BigInteger.valueOf(MARGIN),
                BigInteger::add);
        BigInteger free = BigInteger.valueOf(disk.usableSpace(root));
        if (needed.compareTo(free) > 0) {
            throw new StageException(Reason.DISK_FULL,
                    "not enough space below " + root + ": " + needed.divide(MEGABYTE) + " MB are needed, "
                            + free.divide(MEGABYTE) + " MB are free; free some, and it goes on by itself");
        }
    }
}
