// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.util.List;

/**
 * A point in a recording at which the world may end.
 *
 * @param index how many steps had been done
 * @param after the last of them, in words
 * @param marks what had been noted until then
 * @param images what the disk may hold afterwards
 */
public record KillPoint(int index, String after, List<String> marks, List<DiskImage> images) {
    public KillPoint {
        marks = List.copyOf(marks);
        images = List.copyOf(images);
    }

    @Override
    public String toString() {
        return "step " + index + " (" + after + "), " + (marks.isEmpty() ? "" : "after " + marks);
    }
}
