// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** From a failure of the disk to a line that a person can act on. Stateless. */
public final class DiskTrouble {
    private DiskTrouble() {
    }

    /** The cause and the way out, in one line. */
    public static String explain(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "no right to use " + denied.getFile() + "; run this as its owner, or give it to this user";
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " is not there and cannot be made; check the path";
        }
        if (failure instanceof FileAlreadyExistsException other) {
            return other.getFile() + " is a file where a folder is needed; move it away, or name another folder";
        }
        return wayOut(said(failure));
    }

    /** The JDK has no type for these; this is how Linux, macOS and Windows say it. */
    private static String wayOut(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return said + "; free some space and try again";
        }
        return lower.contains("read-only") ? said + "; make the disk writable" : said + "; mend that and try again";
    }

    private static String said(IOException failure) {
        String said = failure instanceof FileSystemException detailed && detailed.getReason() != null
                ? detailed.getFile() + ": " + detailed.getReason()
                : failure.getMessage();
        return said == null || said.isBlank()
                ? failure.getClass().getSimpleName()
                : said.lines().findFirst().orElseThrow();
    }
}
