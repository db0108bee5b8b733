// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The names on the disk: which of them are durable, and the changes that are not yet. */
final class Names {
    /** The number of every folder. */
    static final int FOLDER = -1;

    private final TreeMap<String, Integer> now = new TreeMap<>();
    private final TreeMap<String, Integer> durable = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();

    /**
     * A change of names, durable when a folder that it changes was forced.
     *
     * @param gone the names it takes away
     * @param come the names it gives
     */
    private record Change(List<String> gone, Map<String, Integer> come) {
        void applyTo(Map<String, Integer> names) {
            gone.forEach(names::remove);
            names.putAll(come);
        }

        boolean changes(String folder) {
            return Stream.concat(gone.stream(), come.keySet().stream()).map(Recording::parent).anyMatch(folder::equals);
        }

        boolean isNothing() {
            return gone.isEmpty() && come.isEmpty();
        }
    }

    void add(String path, int file) {
        change(new Change(List.of(), new TreeMap<>(Map.of(path, file))));
    }

    void delete(String path) {
        if (now.containsKey(path)) {
            change(new Change(List.of(path), new TreeMap<>()));
        }
    }

    void move(String from, String to) {
        Map<String, Integer> come = new TreeMap<>();
        now.forEach((name, file) -> {
            if (name.equals(from) || name.startsWith(from + "/")) {
                come.put(to + name.substring(from.length()), file);
            }
        });
        List<String> gone = come.keySet().stream().map(name -> from + name.substring(to.length())).toList();
        change(new Change(gone, come));
    }

    private void change(Change change) {
        change.applyTo(now);
        pending.add(change);
    }

    /** Makes durable what was changed in a folder. */
    void sync(String folder) {
        for (int i = 0; i < pending.size();) {
            Change change = pending.get(i);
            if (change.changes(folder)) {
                change.applyTo(durable);
                // A name that is durably gone does not come back with a change before that was never forced.
                pending.subList(0, i).forEach(older -> older.come().keySet().removeAll(change.gone()));
                pending.remove(i);
            } else {
                i++;
            }
        }
        pending.removeIf(Change::isNothing);
    }

    int pending() {
        return pending.size();
    }

    /** All names, with every change. */
    Map<String, Integer> all() {
        return with(change -> true);
    }

    /** The names with those pending changes whose number passes. */
    Map<String, Integer> with(IntPredicate kept) {
        TreeMap<String, Integer> names = new TreeMap<>(durable);
        for (int i = 0; i < pending.size(); i++) {
            if (kept.test(i)) {
                pending.get(i).applyTo(names);
            }
        }
        return reachable(names);
    }

    /** Without what lies in folders that are not there. */
    private static Map<String, Integer> reachable(TreeMap<String, Integer> names) {
        TreeMap<String, Integer> reachable = new TreeMap<>();
        names.forEach((name, file) -> {
            String parent = Recording.parent(name);
            if (parent.isEmpty() || Integer.valueOf(FOLDER).equals(reachable.get(parent))) {
                reachable.put(name, file);
            }
        });
        return reachable;
    }

    /** The name of a file, if it has one now. */
    String describe(int file) {
        return now.entrySet().stream().filter(entry -> entry.getValue() == file).map(Map.Entry::getKey).findFirst()
                .orElse("a file without a name");
    }
}
