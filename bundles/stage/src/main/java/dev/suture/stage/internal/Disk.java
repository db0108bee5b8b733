// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * All that changes the disk, one method a step, so that a test can end the world at each of them. Reading goes past it.
 */
interface Disk {
    /** Makes {@code folder} and what is missing above it, durably. */
    void createFolder(Path folder) throws IOException;

    /** What lies in {@code folder}, in no order; nothing if there is no such folder. */
    List<Path> list(Path folder) throws IOException;

    /** Opens {@code file} to be written from its beginning. */
    OutputStream create(Path file) throws IOException;

    /** Opens {@code file} to be written on at its end. */
    OutputStream append(Path file) throws IOException;

    /** Takes away everybody's right to write to {@code file}. */
    void makeReadOnly(Path file) throws IOException;

    /** Waits until the content of {@code file} is on the disk. */
    void sync(Path file) throws IOException;

    /** Waits until the names in {@code folder} are on the disk. */
    void syncFolder(Path folder) throws IOException;

    /** Gives {@code from} the name {@code to} in one step, in place of what had it. */
    void move(Path from, Path to) throws IOException;

    /** Gives {@code file} a second name. @throws UnsupportedOperationException if the disk cannot */
    void link(Path file, Path second) throws IOException;

    /** Deletes {@code file} if it is there. */
    void delete(Path file) throws IOException;

    /** How many bytes may still be written below {@code folder}. */
    long usableSpace(Path folder) throws IOException;
}
