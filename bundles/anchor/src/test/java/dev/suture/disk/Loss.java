// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

/** What the end of the world takes of what was not forced to the disk. */
public enum Loss {
    /** Nothing: the process was killed, and the machine lives on. */
    NOTHING("killed", true, true),
    /** Half of the last write. */
    HALF_A_WRITE("killed in the middle of a write", true, true),
    /** Contents: files that were not forced are as long as when they were. */
    CONTENTS("names kept, contents dropped", true, false),
    /** Names: what was made, moved or deleted in folders that were not forced. */
    NAMES("names dropped, contents kept", false, true),
    /** Both. */
    ALL("all dropped that was not forced", false, false);

    final String rule;
    final boolean keepsNames;
    final boolean keepsContents;

    Loss(String rule, boolean keepsNames, boolean keepsContents) {
        this.rule = rule;
        this.keepsNames = keepsNames;
        this.keepsContents = keepsContents;
    }
}
