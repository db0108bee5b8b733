// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.nio.file.Path;

/** The location under which a framework installs a file so that it runs the file itself, not a copy in its storage. */
public final class FileLocation {
    private FileLocation() {
    }

    /** The location of this file. */
    public static String of(Path file) {
        return "reference:" + file.toUri().toString().replaceFirst("^file:///", "file:/");
    }
}
