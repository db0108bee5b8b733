// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which boot of the machine this is: what tells a process that died from a machine that lost its power. */
public final class KernelBoot {
    private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");
    private static final String FORM = "[0-9a-f-]{1,40}";
    /** Where a system does not say, every death counts as one of the process. */
    private static final String UNKNOWN = "0";

    private KernelBoot() {
    }

    /** The same until the kernel boots again. */
    public static String id() {
        try {
            String id = Files.isReadable(FILE) ? Files.readString(FILE).strip() : UNKNOWN;
            return id.matches(FORM) ? id : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
