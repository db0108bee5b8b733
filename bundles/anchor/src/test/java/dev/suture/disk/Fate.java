// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Notes the steps of this process, and ends it after one of them: as by kill -9, or by a power cut that takes what was not
 * forced. Told by {@link Mortal}. Used under the recorder's lock.
 */
final class Fate implements Consumer<Operation>, Recorder.Before {
    private final Mortal mortal;
    private final Path folder;
    private final Disk disk = new Disk();
    private final Map<String, Integer> done = new HashMap<>();
    private final Set<Object> known = new HashSet<>();
    private boolean born;

    private Fate(Mortal mortal, Path folder) throws IOException {
        this.mortal = mortal;
        this.folder = folder;
        readStepsOfEarlierProcesses();
    }

    static Recorder ofThisProcess(FileSystemProvider real) throws IOException {
        Mortal mortal = Mortal.ofThisProcess();
        // There is no default file system yet: this is asked for while it is being made.
        Path folder = real.getFileSystem(URI.create("file:///")).getPath(mortal.root());
        Fate fate = new Fate(mortal, folder);
        return new Recorder(folder, Mortal.UNSEEN, fate, fate);
    }

    private void readStepsOfEarlierProcesses() throws IOException {
        File steps = new File(mortal.steps());
        if (steps.exists()) {
            try (BufferedReader lines = new BufferedReader(new FileReader(steps, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    done.merge(line.split("\t")[0], 1, Integer::sum);
                }
            }
        }
    }

    @Override
    public void step(int index, Operation next) throws IOException {
        String subject = disk.name(next).split(" ", 2)[1];
        if (mortal.isReadOnly(subject)) {
            throw new FileSystemException(folder.resolve(subject).toString(), null, "Read-only file system");
        }
    }

    @Override
    public void accept(Operation operation) {
        String name = disk.name(operation);
        disk.apply(operation);
        if (!born) {
            born = operation.equals(new Operation.Mark(Recording.BEGINS));
            return;
        }
        try {
            note(name, operation);
            if (mortal.end().equals(Optional.of(done.merge(name, 1, Integer::sum) + " " + name))) {
                die(operation);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String name, Operation operation) throws IOException {
        StringBuilder line = new StringBuilder(name);
        for (Loss loss : mortal.end().isEmpty() ? Loss.values() : new Loss[0]) {
            if (disk.find(loss, Optional.of(operation)).map(DiskImage::identity).filter(known::add).isPresent()) {
                line.append('\t').append(loss);
            }
        }
        try (FileOutputStream out = new FileOutputStream(mortal.steps(), true)) {
            out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void die(Operation last) throws IOException {
        DiskImage lives = disk.find(Loss.NOTHING, Optional.of(last)).orElseThrow();
        disk.find(mortal.loss(), Optional.of(last)).orElseThrow().replace(lives, folder);
        Runtime.getRuntime().halt(Mortal.DEAD);
    }
}
