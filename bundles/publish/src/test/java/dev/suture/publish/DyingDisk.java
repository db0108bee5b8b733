// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.suture.publish.internal.Disk;

/**
 * A disk whose process is killed at a chosen moment. Each change has two: before it, with half of the file written aside, and
 * after it. Once killed, nothing is changed any more.
 */
final class DyingDisk implements Disk {
    /** The end of the process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Disk disk;
    private int momentsLeft;
    private boolean dead;

    DyingDisk(Disk disk, int moments) {
        this.disk = disk;
        this.momentsLeft = moments;
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        half(file, content);
        disk.write(file, content);
        moment();
    }

    @Override
    public void writeSecret(Path file, byte[] content) throws IOException {
        half(file, content);
        disk.writeSecret(file, content);
        moment();
    }

    private void half(Path file, byte[] content) throws IOException {
        if (!dead && momentsLeft == 0) {
            Path part = disk.part(file.getFileName().toString());
            Files.write(part, Arrays.copyOf(content, content.length / 2));
        }
        moment();
    }

    @Override
    public Path part(String name) throws IOException {
        live();
        return disk.part(name);
    }

    @Override
    public void adopt(Path part, Path file) throws IOException {
        moment();
        disk.adopt(part, file);
        moment();
    }

    @Override
    public void clear() throws IOException {
        live();
        disk.clear();
    }

    private void moment() {
        live();
        if (momentsLeft-- == 0) {
            dead = true;
        }
        live();
    }

    private void live() {
        if (dead) {
            throw new Killed();
        }
    }
}
