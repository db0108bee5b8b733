// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What happened on a disk, from what was there at the beginning on. */
public final class Recording {
    /** The mark between what was there before and what was recorded. */
    static final String BEGINS = "the recording begins";

    private final List<Operation> operations;

    /** @param operations in their order; those before the mark {@link #BEGINS} make what was there before */
    Recording(List<Operation> operations) {
        this.operations = List.copyOf(operations);
    }

    /** The steps, without what was there before. */
    public List<Operation> operations() {
        return operations.subList(begin(), operations.size());
    }

    /** The part after a mark, which stays in mind; what came before it was there before. */
    public Recording from(String mark) {
        int at = operations.indexOf(new Operation.Mark(mark));
        if (at < 0) {
            throw new IllegalArgumentException("there is no mark " + mark);
        }
        List<Operation> before = new ArrayList<>(operations.subList(0, at + 1));
        before.remove(new Operation.Mark(BEGINS));
        before.add(new Operation.Mark(BEGINS));
        return new Recording(Stream.concat(before.stream(), operations.stream().skip(at + 1)).toList());
    }

    /** The steps, after those that make what was there before. */
    List<Operation> all() {
        return operations;
    }

    /**
     * Every point at which a process could be killed or the power be cut, with the disks that it could leave; a disk that an
     * earlier point could leave already, after the same marks, is left out. Several writes in a row to one file are one step.
     */
    public List<KillPoint> killPoints() {
        Disk disk = new Disk();
        List<String> marks = new ArrayList<>();
        for (Operation before : operations.subList(0, begin() - 1)) {
            disk.apply(before);
            note(before, marks);
        }
        List<KillPoint> points = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        Optional<Operation> last = Optional.empty();
        for (int at = begin(); at <= operations.size(); at++) {
            Optional<Operation> next = at < operations.size() ? Optional.of(operations.get(at)) : Optional.empty();
            boolean within = next.isPresent() && last.filter(next.get()::continues).isPresent();
            if (!within) {
                List<DiskImage> images = disk.afterPowerCut(last).stream()
                        .filter(image -> seen.add(List.of(image.identity(), List.copyOf(marks)))).toList();
                points.add(new KillPoint(at - begin(), last.map(disk::describe).orElse("nothing"), marks, images));
            }
            next.ifPresent(disk::apply);
            next.ifPresent(done -> note(done, marks));
            last = next;
        }
        return points;
    }

    private static void note(Operation operation, List<String> marks) {
        if (operation instanceof Operation.Mark mark) {
            marks.add(mark.text());
        }
    }

    private int begin() {
        return operations.indexOf(new Operation.Mark(BEGINS)) + 1;
    }

    /** The folder of a path; {@code ""} for the recorded folder itself. */
    static String parent(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
}
