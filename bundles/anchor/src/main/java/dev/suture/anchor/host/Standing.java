// SPDX-License-Identifier: Apache-2.0
package dev.suture.anchor.host;

import java.io.IOException;
import java.util.function.BiConsumer;

/**
 * What is confirmed and what is on trial, in memory and in {@code current.json}. The journal knows of each change before this
 * does, so it is so even if the file cannot be written; the file is brought up to it before the next script, or at the next
 * boot, which reads the journal too. Changed under the anchor's lock.
 */
final class Standing {
    private final CurrentFile file;
    private final BiConsumer<String, Throwable> log;
    private volatile Current current;
    private boolean written = true;

    Standing(CurrentFile file, BiConsumer<String, Throwable> log) throws IOException {
        this.file = file;
        this.log = log;
        this.current = file.read();
    }

    /** What holds in this process. */
    Current current() {
        return current;
    }

    /** It is so from now on. */
    void become(Current next) {
        current = next;
        write(next);
    }

    /** It is so at the next boot; what runs stays what it is. */
    void becomeAtBoot(Current next) {
        write(next);
    }

    /** Brings the file up to what holds. @throws IOException if that still cannot be done */
    void settle() throws IOException {
        if (!written) {
            file.write(current);
            written = true;
        }
    }

    /** Whether the file says what holds, so that the journal is not needed for it. */
    boolean isWritten() {
        return written;
    }

    private void write(Current next) {
        try {
            file.write(next);
            written = true;
        } catch (IOException e) {
            written = false;
            log.accept("current.json cannot be written and is behind the journal; it is written again before the next"
                    + " switch", e);
        }
    }
}
