// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A disk, from the steps that were done to it: what it holds, and what it may hold after a power cut. */
final class Disk {
    private final Names names = new Names();
    private final Map<Integer, Contents> files = new HashMap<>();

    void apply(Operation operation) {
        if (operation instanceof Operation.MakeFolder make && !make.path().isEmpty()) {
            names.add(make.path(), Names.FOLDER);
        } else if (operation instanceof Operation.Create create) {
            names.add(create.path(), create.file());
            files.put(create.file(), new Contents());
        } else if (operation instanceof Operation.Link link) {
            names.add(link.path(), link.file());
        } else if (operation instanceof Operation.Delete delete) {
            names.delete(delete.path());
        } else if (operation instanceof Operation.Move move) {
            names.move(move.from(), move.to());
        } else if (operation instanceof Operation.SyncFolder sync) {
            names.sync(sync.path());
        } else if (operation instanceof Operation.Sync sync) {
            files.get(sync.file()).sync();
        } else if (operation instanceof Operation.Write write) {
            files.get(write.file()).add(write);
        } else if (operation instanceof Operation.Resize resize) {
            files.get(resize.file()).add(resize);
        }
    }

    /**
     * What it may hold when the world ends now.
     *
     * @param last the last step, which is torn if it is a write
     */
    List<DiskImage> afterPowerCut(Optional<Operation> last) {
        List<DiskImage> images = new ArrayList<>();
        for (Loss loss : Loss.values()) {
            find(loss, last).ifPresent(images::add);
        }
        for (int one = 0; one < names.pending(); one++) {
            int chosen = one;
            images.add(image("one name dropped", names.with(change -> change != chosen), true, OptionalInt.empty()));
            images.add(image("one name kept", names.with(change -> change == chosen), false, OptionalInt.empty()));
        }
        return images;
    }

    /** What it holds after this loss, if that can be: only a write can be torn. */
    Optional<DiskImage> find(Loss loss, Optional<Operation> last) {
        OptionalInt torn = OptionalInt.empty();
        if (loss == Loss.HALF_A_WRITE) {
            if (last.isEmpty() || !(last.get() instanceof Operation.Write write)) {
                return Optional.empty();
            }
            torn = OptionalInt.of(write.file());
        }
        return Optional.of(image(loss.rule, names.with(change -> loss.keepsNames), loss.keepsContents, torn));
    }

    private DiskImage image(String rule, Map<String, Integer> names, boolean all, OptionalInt torn) {
        Map<String, DiskImage.Version> entries = new HashMap<>();
        names.forEach((name, file) -> {
            if (file == Names.FOLDER) {
                entries.put(name, DiskImage.FOLDER);
            } else {
                Contents contents = files.get(file);
                entries.put(name, new DiskImage.Version(file, all ? contents.now() : contents.durable(),
                        torn.isPresent() && torn.getAsInt() == file));
            }
        });
        return new DiskImage(rule, entries, Map.copyOf(files));
    }

    /** A step in words: what was done, to what, and what was written. */
    String describe(Operation operation) {
        return name(operation) + (operation instanceof Operation.Write write ? text(write.bytes()) : "");
    }

    /** What was done, and to what. */
    String name(Operation operation) {
        return operation.getClass().getSimpleName() + " " + operation.subject(names::describe);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 60), StandardCharsets.US_ASCII);
        return text.chars().allMatch(sign -> sign >= ' ' && sign < 127 || sign == '\n')
                ? ": " + text.strip()
                : ": " + bytes.length + " bytes";
    }
}
