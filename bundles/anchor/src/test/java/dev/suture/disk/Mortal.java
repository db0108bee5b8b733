// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a process is to fare that has {@link MortalProvider} as its default file system.
 *
 * @param root the folder that is recorded
 * @param steps a file outside of it, to which every step is added: what was done and to what; and of one that is not to die,
 *     after a tab each, what may be lost there, without what leaves a disk that an end before could leave already
 * @param end the step after which it dies: which of those of this name, counted over all processes that wrote to
 *     {@code steps}, and its name; never if empty
 * @param loss what is lost then
 * @param readOnly what cannot be changed: paths in {@code root} or what they begin with
 */
public record Mortal(String root, String steps, Optional<String> end, Loss loss, List<String> readOnly) {
    /** How a process ends that dies. */
    public static final int DEAD = 137;

    /** What frameworks and Configuration Admin write by other means than {@code java.nio}. */
    static final List<String> UNSEEN = List.of("framework", "config");

    private static final String PREFIX = "suture.disk.";

    /**
     * A kill point.
     *
     * @param end as {@link Mortal#end}
     * @param losses what may be lost there
     */
    public record Step(String end, List<Loss> losses) {}

    public Mortal {
        readOnly = List.copyOf(readOnly);
    }

    /** One that lives for ever, and whose steps are noted. */
    public static Mortal immortal(Path root, Path steps) {
        return new Mortal(root.toString(), steps.toString(), Optional.empty(), Loss.NOTHING, List.of());
    }

    /** One that dies there. */
    public Mortal dying(String after, Loss what) {
        return new Mortal(root, steps, Optional.of(after), what, readOnly);
    }

    /** One that cannot change these. */
    public Mortal without(String... paths) {
        return new Mortal(root, steps, end, loss, List.of(paths));
    }

    /** The options of its Java virtual machine. */
    public List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + MortalProvider.class.getName(),
                "-D" + PREFIX + "root=" + root, "-D" + PREFIX + "steps=" + steps, "-D" + PREFIX + "loss=" + loss,
                "-D" + PREFIX + "readonly=" + String.join(":", readOnly)));
        end.ifPresent(after -> options.add("-D" + PREFIX + "end=" + after));
        return options;
    }

    static Mortal ofThisProcess() {
        String readOnly = Objects.requireNonNull(System.getProperty(PREFIX + "readonly"), "readonly");
        return new Mortal(System.getProperty(PREFIX + "root"), System.getProperty(PREFIX + "steps"),
                Optional.ofNullable(System.getProperty(PREFIX + "end")),
                Loss.valueOf(System.getProperty(PREFIX + "loss")),
                readOnly.isEmpty() ? List.of() : List.of(readOnly.split(":")));
    }

    boolean isReadOnly(String path) {
        return readOnly.stream().anyMatch(path::startsWith);
    }

    /** The kill points that a process has noted, in their order; several writes in a row to one file are one. */
    public static List<Step> read(Path steps) throws IOException {
        Map<String, Integer> count = new HashMap<>();
        List<Step> read = new ArrayList<>();
        String last = "";
        for (String line : Files.readAllLines(steps)) {
            String[] words = line.split("\t");
            int which = count.merge(words[0], 1, Integer::sum);
            List<Loss> losses = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                losses.add(Loss.valueOf(words[i]));
            }
            if (last.equals(words[0]) && last.startsWith("Write ")) {
                read.remove(read.size() - 1);
            }
            last = words[0];
            read.add(new Step(which + " " + words[0], losses));
        }
        return read;
    }
}
