// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.felix.cm.file.ConfigurationHandler;
import org.osgi.framework.FrameworkUtil;

import dev.suture.runtime.state.Disk;
import dev.suture.stage.Generation;

/**
 * Where Configuration Admin keeps its files: a folder below {@code config/} for each base release, so that a device that goes
 * back to a base release goes back to the configurations it had with it. They are bound to no bundle, so that both sides of a
 * swap see them.
 */
final class ConfigurationFiles {
    /** In a folder that was made for a trial: the number of its generation. */
    private static final String TRIAL = "trial";
    private static final String NEXT = ".next";
    private static final String SUFFIX = ".config";

    private final Path all;
    private final Consumer<String> log;

    /** @param log takes a line for each file that is damaged */
    ConfigurationFiles(Path root, Consumer<String> log) {
        this.all = root.resolve("config");
        this.log = log;
    }

    /**
     * Makes the folder ready for what is booted. A file that is there already stays: values set on the device win. One that is
     * damaged Configuration Admin would pass over in silence, so it is put aside.
     *
     * @return the folder
     */
    Path prepare(Boot.Choice choice) throws IOException {
        Generation generation = choice.generation();
        Path folder = folder(generation);
        Optional<Generation> before = choice.before().filter(each -> !folder(each).equals(folder));
        settle(before.map(this::folder).orElse(folder), folder);
        if (before.isPresent() && !isFor(folder, generation.number())) {
            move(before.get(), generation);
        }
        for (Map.Entry<String, Map<String, Object>> entry : generation.configurations().entrySet()) {
            Path file = file(folder, entry.getKey());
            if (isDamaged(file, entry.getKey())) {
                Path aside = file.resolveSibling(file.getFileName() + ".damaged");
                Disk.moveDurably(file, aside);
                log.accept(file + " was damaged; the values of the release are back, and what it was is in " + aside);
            }
            if (!Files.exists(file)) {
                Disk.replace(file, content(entry.getKey(), entry.getValue()));
            }
        }
        return folder;
    }

    private Path folder(Generation generation) {
        return all.resolve(generation.origin().base());
    }

    /** A PID that begins with a dot would name an absolute path, which must not leave the folder. */
    private static Path file(Path folder, String pid) {
        return folder.resolve(fileName(pid).replaceFirst("^/+", ""));
    }

    private static boolean isFor(Path folder, int trial) throws IOException {
        Path mark = folder.resolve(TRIAL);
        return Files.exists(mark) && Files.readString(mark).equals(Integer.toString(trial));
    }

    /** What a trial left that is over: the folder of what is confirmed is one like all others now, and others than {@code booted} go. */
    private void settle(Path confirmed, Path booted) throws IOException {
        if (!Files.isDirectory(all)) {
            return;
        }
        try (Stream<Path> folders = Files.list(all)) {
            for (Path folder : folders.filter(each -> Files.exists(each.resolve(TRIAL))).toList()) {
                if (folder.equals(confirmed)) {
                    Files.delete(folder.resolve(TRIAL));
                    Disk.sync(folder);
                } else if (!folder.equals(booted)) {
                    Disk.removeTree(folder);
                }
            }
        }
    }

    /** Fills the folder of {@code to} from that of {@code from}: there as a whole, or not yet. */
    private void move(Generation from, Generation to) throws IOException {
        Path source = folder(from);
        Path next = all.resolve(NEXT);
        Disk.removeTree(next);
        Disk.makeFolder(next);
        Map<Path, String> known = new HashMap<>();
        Stream.of(from, to).flatMap(each -> each.configurations().keySet().stream())
                .forEach(pid -> known.put(file(source, pid), pid));
        for (Path file : files(source)) {
            Path moved = next.resolve(source.relativize(file).toString());
            Optional<byte[]> content = known.containsKey(file)
                    ? moved(known.get(file), from, to, Files.readAllBytes(file))
                    : Optional.of(Files.readAllBytes(file));
            if (content.isPresent()) {
                Disk.replace(moved, content.get());
            }
        }
        Disk.replace(next.resolve(TRIAL), Integer.toString(to.number()).getBytes(StandardCharsets.UTF_8));
        Disk.removeTree(folder(to));
        Disk.moveDurably(next, folder(to));
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
    }

    /** A file that Configuration Admin cannot read is its matter, and stays. */
    private static Optional<byte[]> moved(String pid, Generation from, Generation to, byte[] present)
            throws IOException {
        Map<String, Object> values;
        try {
            values = read(present);
        } catch (IOException e) {
            return Optional.of(present);
        }
        Map<String, Object> moved = ConfigurationMove.of(from.configurations().getOrDefault(pid, Map.of()),
                to.configurations().getOrDefault(pid, Map.of()), values);
        return moved.isEmpty() ? Optional.empty() : Optional.of(content(pid, moved));
    }

    /** What a file says. @throws IOException if it is damaged */
    @SuppressWarnings("unchecked") // as its writer has it: names are text
    static Map<String, Object> read(byte[] content) throws IOException {
        try {
            Dictionary<String, Object> values = ConfigurationHandler.read(new ByteArrayInputStream(content));
            return Map.copyOf(FrameworkUtil.asMap(values));
        } catch (NumberFormatException e) {
            throw new IOException("a value that is not the number it should be", e); // what that reader forgets to do
        }
    }

    private static boolean isDamaged(Path file, String pid) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        byte[] content = Files.readAllBytes(file);
        try {
            return !pid.equals(read(content).get("service.pid"));
        } catch (IOException e) {
            return true; // the bytes are in memory, so it is what they say
        }
    }

    /** As Felix Configuration Admin names it: a folder for each dot, and other signs by their code. */
    static String fileName(String pid) {
        StringBuilder name = new StringBuilder();
        for (char sign : pid.toCharArray()) {
            if (sign == '.') {
                name.append('/');
            } else if (sign < 128 && Character.isLetterOrDigit(sign) || sign == '_' || sign == '-') {
                name.append(sign);
            } else {
                name.append(String.format("%%%04x", (int) sign));
            }
        }
        return name + ".config";
    }

    private static byte[] content(String pid, Map<String, Object> values) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        properties.put("service.pid", pid);
        properties.put("service.bundleLocation", "?");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationHandler.write(out, properties);
        return out.toByteArray();
    }
}
