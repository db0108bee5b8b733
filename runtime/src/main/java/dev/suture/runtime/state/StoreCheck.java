// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.state;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.suture.patch.Digest;
import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;

/**
 * What hashing every file of the store and of all generations shows. It reads only, so a gateway may run meanwhile.
 *
 * @param jars how many jars the store has
 * @param bytes how many bytes they have
 * @param unneeded how many of them no generation has
 * @param generations the label of each generation that can be read, by number
 * @param damage what is wrong, one line each
 */
public record StoreCheck(int jars, long bytes, int unneeded, Map<Integer, String> generations, List<String> damage) {
    private static final Pattern DESCRIPTION = Pattern.compile("([1-9][0-9]{0,8})\\.json");

    /** Checks a state root. @throws IOException if its folders cannot be listed */
    public static StoreCheck of(Path root) throws IOException {
        GenerationFiles files = new GenerationFiles(root);
        List<String> damage = new ArrayList<>();
        Map<Integer, String> generations = new TreeMap<>();
        Map<Digest, String> needed = new HashMap<>();
        for (int number : numbers(root)) {
            Optional<Generation> generation = files.find(number);
            if (generation.isEmpty()) {
                damage.add("generations/" + number + ".json cannot be read");
                continue;
            }
            generations.put(number, generation.get().origin().label());
            for (ManagedBundle bundle : generation.get().bundles()) {
                needed.putIfAbsent(bundle.bundle().digest(), bundle.bundle() + " of generation " + number);
                if (!files.isWhole(number, bundle)) {
                    damage.add("generations/" + number + "/" + bundle.fileName() + " is missing or damaged");
                }
            }
        }
        return of(root, generations, needed, damage);
    }

    private static StoreCheck of(Path root, Map<Integer, String> generations, Map<Digest, String> needed,
            List<String> damage) throws IOException {
        int jars = 0;
        long bytes = 0;
        int unneeded = 0;
        for (Path jar : jars(root)) {
            jars++;
            bytes += Files.size(jar);
            String name = jar.getFileName().toString().replace(".jar", "");
            if (!isWhole(jar, name)) {
                damage.add("store: " + name + ".jar is not what its name says"
                        + Optional.ofNullable(needed.get(new Digest(name))).map(whose -> " (" + whose + ")")
                                .orElse(""));
            }
            unneeded += needed.containsKey(new Digest(name)) ? 0 : 1;
        }
        return new StoreCheck(jars, bytes, unneeded, generations, damage);
    }

    private static boolean isWhole(Path jar, String digest) {
        try (InputStream in = Files.newInputStream(jar)) {
            return GenerationFiles.digest(in).hex().equals(digest);
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> jars(Path root) throws IOException {
        Path store = root.resolve("store/sha256");
        if (!Files.isDirectory(store)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(store, 2)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}\\.jar")).sorted().toList();
        }
    }

    private static List<Integer> numbers(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("generations"))) {
            return files.map(file -> DESCRIPTION.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1))).sorted().toList();
        }
    }
}
