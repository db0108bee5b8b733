// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.suture.patch.Digest;

import dev.suture.stage.Generation;
import dev.suture.stage.Generation.ManagedBundle;
import dev.suture.tuf.json.MalformedException;

/** Gives back what no generation needs that somebody may want. Used by one thread, while nothing is staged. */
final class Collector {
    private final Generations generations;
    private final Store store;
    private final Parts parts;
    private final Consumer<String> log;

    Collector(Path root, Generations generations, Store store, Disk disk, Consumer<String> log) {
        this.generations = generations;
        this.store = store;
        this.parts = new Parts(root, disk);
        this.log = log;
    }

    /**
     * Keeps these generations, the base releases under them and the newest, whose number shall not be given again.
     *
     * @return how many bytes of the store were given back
     * @throws MalformedException if one of {@code wanted} cannot be read; nothing was removed
     */
    long collect(Set<Integer> wanted) throws IOException, MalformedException {
        Set<Integer> kept = new TreeSet<>();
        Set<Digest> jars = new HashSet<>();
        for (Generation generation : needed(wanted)) {
            kept.add(generation.number());
            generation.bundles().stream().map(ManagedBundle::bundle).forEach(bundle -> jars.add(bundle.digest()));
        }
        List<Integer> gone = generations.removeAllBut(kept);
        long bytes = store.removeAllBut(jars);
        parts.keepOnly(List.of());
        if (!gone.isEmpty() || bytes > 0) {
            log.accept("collected: generations " + gone + ", " + bytes + " bytes of the store; kept: " + kept);
        }
        return bytes;
    }

    private List<Generation> needed(Set<Integer> wanted) throws IOException, MalformedException {
        Set<Generation> needed = new HashSet<>();
        generations.findNewest().ifPresent(needed::add);
        for (int number : wanted) {
            generations.find(number).ifPresent(needed::add);
        }
        for (Generation each : List.copyOf(needed)) {
            generations.findBase(each.origin()).ifPresent(needed::add);
        }
        return List.copyOf(needed);
    }
}
