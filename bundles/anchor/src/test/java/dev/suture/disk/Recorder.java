// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Does what changes the disk one step after the other, and tells each to a sink once it is done. What lies in the folder when
 * it begins counts as durable. All methods hold the recorder's own lock.
 */
final class Recorder {
    private final Path folder;
    private final List<String> ignored;
    private final Consumer<Operation> sink;
    private final Before before;
    private final Map<String, Integer> names = new HashMap<>();
    private int files;
    private int steps;

    /** Is asked before each step. */
    interface Before {
        /** @param index how many steps were done since the recording began @throws IOException to have the step fail */
        void step(int index, Operation next) throws IOException;
    }

    /** What a step does to the real disk. */
    interface Step {
        void run() throws IOException;
    }

    /**
     * A recorder of what happens below a folder.
     *
     * @param folder a real path
     * @param ignored paths in it that are not recorded, with all in them
     */
    Recorder(Path folder, List<String> ignored, Consumer<Operation> sink, Before before) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        this.ignored = List.copyOf(ignored);
        this.sink = sink;
        this.before = before;
        takeInWhatIsThere();
        sink.accept(new Operation.Mark(Recording.BEGINS));
    }

    /** The path as operations name it, if it is recorded. */
    Optional<String> find(Path real) {
        Path absolute = real.toAbsolutePath().normalize();
        if (!absolute.startsWith(folder)) {
            return Optional.empty();
        }
        String path = folder.relativize(absolute).toString().replace('\\', '/');
        return ignored.stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "/"))
                ? Optional.empty()
                : Optional.of(path);
    }

    /** One step. */
    synchronized void step(Operation operation, Step step) throws IOException {
        before.step(steps, operation);
        step.run();
        steps++;
        apply(operation);
        sink.accept(operation);
    }

    /** Several steps that nothing else comes between. */
    synchronized void together(Step step) throws IOException {
        step.run();
    }

    synchronized void mark(String text) {
        sink.accept(new Operation.Mark(text));
    }

    /** A number for a file that is about to be made. */
    synchronized int newFile() {
        return files++;
    }

    /** The number of the file of this name; one that came by another way is taken in first. */
    synchronized int file(String path) throws IOException {
        if (!names.containsKey(path)) {
            takeIn(path);
        }
        return names.get(path);
    }

    private void apply(Operation operation) {
        if (operation instanceof Operation.Create create) {
            names.put(create.path(), create.file());
        } else if (operation instanceof Operation.Link link) {
            names.put(link.path(), link.file());
        } else if (operation instanceof Operation.Delete delete) {
            names.remove(delete.path());
        } else if (operation instanceof Operation.Move move) {
            List.copyOf(names.keySet()).stream().filter(name -> isIn(name, move.from()))
                    .forEach(name -> names.put(move.to() + name.substring(move.from().length()), names.remove(name)));
        }
    }

    private static boolean isIn(String name, String path) {
        return name.equals(path) || name.startsWith(path + "/");
    }

    private void takeInWhatIsThere() throws IOException {
        Map<Object, Integer> known = new HashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted()::iterator) {
                Optional<String> name = find(path);
                if (name.isEmpty() || path.equals(folder)) {
                    continue;
                }
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                if (attributes.isDirectory()) {
                    sink.accept(new Operation.MakeFolder(name.get()));
                } else if (attributes.isRegularFile()) {
                    Integer same = known.get(attributes.fileKey());
                    if (same == null) {
                        takeIn(name.get());
                        known.put(attributes.fileKey(), names.get(name.get()));
                    } else {
                        names.put(name.get(), same);
                        sink.accept(new Operation.Link(name.get(), same));
                    }
                }
                sink.accept(new Operation.SyncFolder(Recording.parent(name.get())));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void takeIn(String path) throws IOException {
        int file = newFile();
        names.put(path, file);
        sink.accept(new Operation.Create(path, file));
        sink.accept(new Operation.Write(file, 0, Files.readAllBytes(folder.resolve(path))));
        sink.accept(new Operation.Sync(file));
    }
}
