// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was ever written to one file, and how much of it was forced to the disk. */
final class Contents {
    private final List<Operation> changes = new ArrayList<>();
    private int durable;

    void add(Operation change) {
        changes.add(change);
    }

    void sync() {
        durable = changes.size();
    }

    /** How many changes there were. */
    int now() {
        return changes.size();
    }

    /** How many of them survive a power cut. */
    int durable() {
        return durable;
    }

    /** The bytes after some of the changes; of the last one, half, if it is {@code torn}. */
    byte[] after(int count, boolean torn) {
        byte[] bytes = new byte[0];
        int length = 0;
        for (int i = 0; i < count; i++) {
            if (changes.get(i) instanceof Operation.Resize resize) {
                bytes = Arrays.copyOf(bytes, (int) Math.max(bytes.length, resize.length()));
                Arrays.fill(bytes, Math.min(length, (int) resize.length()), bytes.length, (byte) 0);
                length = (int) resize.length();
            } else if (changes.get(i) instanceof Operation.Write write) {
                int written = torn && i == count - 1 ? write.bytes().length / 2 : write.bytes().length;
                int end = (int) write.position() + written;
                if (end > bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
                }
                System.arraycopy(write.bytes(), 0, bytes, (int) write.position(), written);
                length = Math.max(length, end);
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
