// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real disk that notes each step and, at one of them, ends the world: that step fails, before it was done or after, and
 * every later one does too, as for a process that is dead.
 */
class FaultyDisk implements Disk {
    private final Disk real = new RealDisk();
    private final List<String> steps = new ArrayList<>();
    private final int failing;
    private final boolean doneFirst;
    private final String message;

    private interface Step {
        void run() throws IOException;
    }

    FaultyDisk(int failing, boolean doneFirst, String message) {
        this.failing = failing;
        this.doneFirst = doneFirst;
        this.message = message;
    }

    /** One that only takes notes. */
    FaultyDisk() {
        this(Integer.MAX_VALUE, false, "");
    }

    /** What was done, in order: {@code "sync <file>"} and the like. */
    List<String> steps() {
        return steps;
    }

    private void step(String name, Step step) throws IOException {
        steps.add(name);
        if (steps.size() < failing || steps.size() == failing && doneFirst) {
            step.run();
        }
        if (steps.size() >= failing) {
            throw new IOException(message);
        }
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        step("createFolder " + folder, () -> real.createFolder(folder));
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        return real.list(folder);
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        step("create " + file, () -> real.create(file).close());
        return writing(file, real.append(file));
    }

    @Override
    public OutputStream append(Path file) throws IOException {
        step("append " + file, () -> real.append(file).close());
        return writing(file, real.append(file));
    }

    /** A write that fails has written half. */
    private OutputStream writing(Path file, OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    step("write " + file, () -> out.write(bytes, offset, length / 2));
                    out.write(bytes, offset + length / 2, length - length / 2);
                }
            }
        };
    }

    @Override
    public void makeReadOnly(Path file) throws IOException {
        step("makeReadOnly " + file, () -> real.makeReadOnly(file));
    }

    @Override
    public void sync(Path file) throws IOException {
        step("sync " + file, () -> real.sync(file));
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step("syncFolder " + folder, () -> real.syncFolder(folder));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step("move " + from + " " + to, () -> real.move(from, to));
    }

    @Override
    public void link(Path file, Path second) throws IOException {
        step("link " + second, () -> real.link(file, second));
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete " + file, () -> real.delete(file));
    }

    @Override
    public long usableSpace(Path folder) throws IOException {
        return real.usableSpace(folder);
    }
}
