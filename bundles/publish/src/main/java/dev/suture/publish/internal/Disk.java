// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.file.Path;

/** Puts files in place: whole and on the disk, or not at all. Whoever reads sees the old file or the new one. */
public interface Disk {
    /** Writes a file that anybody may read. */
    void write(Path file, byte[] content) throws IOException;

    /** Writes a file that only its owner may read. */
    void writeSecret(Path file, byte[] content) throws IOException;

    /** A path for a file in the making, to be {@link #adopt adopted} once it is complete. */
    Path part(String name) throws IOException;

    /** Puts a complete part in place. */
    void adopt(Path part, Path file) throws IOException;

    /** Deletes all parts that were never adopted. */
    void clear() throws IOException;
}
