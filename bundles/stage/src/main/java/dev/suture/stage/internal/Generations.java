// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.stage.Generation.Origin;
import dev.suture.tuf.format.GenerationFormat;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code generations/<n>.json} and the folder {@code generations/<n>} with its files. The description is written last: a
 * folder without one is what a cut left behind, and is used again.
 */
final class Generations {
    private static final Pattern DESCRIPTION = Pattern.compile("([1-9][0-9]{0,8})\\.json");

    private static final Pattern FOLDER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Path folder;
    private final Disk disk;

    Generations(Path root, Disk disk) {
        this.folder = root.resolve("generations");
        this.disk = disk;
    }

    /** The generation of this number; empty if there is none. @throws MalformedException if its file is damaged */
    Optional<Generation> find(int number) throws IOException, MalformedException {
        Path file = description(number);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            Generation generation = GenerationFormat.read(in.readNBytes(GenerationFormat.MAX_LENGTH + 1));
            if (generation.number() != number) {
                throw new MalformedException("generation", "it has another number than its file");
            }
            return Optional.of(generation);
        }
    }

    /** The newest generation of the same base release without a patch. */
    Optional<Generation> findBase(Origin origin) throws IOException {
        return readable().stream().filter(each -> each.origin().level().number() == 0
                && each.origin().product().equals(origin.product()) && each.origin().base().equals(origin.base()))
                .findFirst();
    }

    /** The newest generation that is exactly {@code next} and whole. */
    Optional<Generation> findWhole(NextGeneration next) throws IOException {
        for (Generation each : readable()) {
            if (next.numbered(each.number()).equals(each) && isWhole(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /**
     * Lays out {@code next}, whose jars are all in {@code store}, durably, under a number nothing else has: not even
     * {@code running}, should its description be lost.
     */
    Generation add(NextGeneration next, Generation running, Store store) throws IOException {
        disk.createFolder(folder);
        int highest = numbers().stream().findFirst().orElse(0);
        Generation generation = next.numbered(Math.max(highest, running.number()) + 1);
        Path files = files(generation);
        disk.createFolder(files);
        for (Path left : disk.list(files)) {
            disk.delete(left);
        }
        for (ManagedBundle bundle : generation.bundles()) {
            place(store.file(bundle.bundle().digest()), files.resolve(bundle.fileName()));
        }
        disk.syncFolder(files);
        describe(generation);
        return generation;
    }

    /** The newest that can be read. */
    Optional<Generation> findNewest() throws IOException {
        return readable().stream().findFirst();
    }

    /**
     * Removes all others, and what cuts have left behind: first what says that they are there.
     *
     * @return the numbers of those that were there
     */
    List<Integer> removeAllBut(Set<Integer> kept) throws IOException {
        List<Integer> gone = new ArrayList<>(numbers());
        gone.removeAll(kept);
        for (int number : gone) {
            disk.delete(description(number));
        }
        if (!gone.isEmpty()) {
            disk.syncFolder(folder);
        }
        for (Path left : disk.list(folder)) {
            if (FOLDER.matcher(left.getFileName().toString()).matches()
                    && !kept.contains(Integer.valueOf(left.getFileName().toString()))) {
                for (Path file : disk.list(left)) {
                    disk.delete(file);
                }
                disk.delete(left);
            }
        }
        return gone;
    }

    private void describe(Generation generation) throws IOException {
        Path file = description(generation.number());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = disk.create(temporary)) {
            out.write(GenerationFormat.write(generation));
        }
        disk.sync(temporary);
        disk.move(temporary, file);
        disk.syncFolder(folder);
    }

    /** Some disks have no links, and those that have may run out of them; then it is a copy. */
    private void place(Path stored, Path file) throws IOException {
        try {
            disk.link(stored, file);
        } catch (UnsupportedOperationException | FileSystemException e) {
            try (OutputStream out = disk.create(file)) {
                Files.copy(stored, out);
            }
            disk.makeReadOnly(file);
            disk.sync(file);
        }
    }

    private boolean isWhole(Generation generation) throws IOException {
        for (ManagedBundle bundle : generation.bundles()) {
            Path file = files(generation).resolve(bundle.fileName());
            if (!Sha256.is(file, bundle.bundle().digest(), bundle.length())) {
                return false;
            }
        }
        return true;
    }

    /** All that can be read, newest first. A damaged one is reported by whoever needs it. */
    private List<Generation> readable() throws IOException {
        List<Generation> found = new ArrayList<>();
        for (int number : numbers()) {
            try {
                find(number).ifPresent(found::add);
            } catch (MalformedException e) {
                continue; // nothing is built on it
            }
        }
        return found;
    }

    /** The numbers that are taken, highest first. */
    private List<Integer> numbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (Path file : disk.list(folder)) {
            var name = DESCRIPTION.matcher(file.getFileName().toString());
            if (name.matches()) {
                numbers.add(Integer.valueOf(name.group(1)));
            }
        }
        numbers.sort(Collections.reverseOrder());
        return numbers;
    }

    private Path description(int number) {
        return folder.resolve(number + ".json");
    }

    private Path files(Generation generation) {
        return folder.resolve(Integer.toString(generation.number()));
    }
}
