// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** What whoever controls the repository's web server can do: serve other bytes than were published, for a while. */
final class HostileMirror {
    /** The truth. */
    static final Lie NO_LIE = () -> {};

    private final Path timestamp;

    /** One that serves {@code served}. */
    HostileMirror(Path served) {
        timestamp = served.resolve("metadata/timestamp.json");
    }

    /** A lie; its end is the truth again. */
    interface Lie {
        /** Ends it. */
        void close() throws IOException;
    }

    /** Turns over the middle byte of a file. */
    static Lie tamper(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        return serve(file, bytes);
    }

    /** What says, signed, which level is the newest now. */
    byte[] keepTimestamp() throws IOException {
        return Files.readAllBytes(timestamp);
    }

    /** Serves a kept timestamp, as if nothing had been published since. */
    Lie replay(byte[] kept) throws IOException {
        return serve(timestamp, kept);
    }

    private static Lie serve(Path file, byte[] lie) throws IOException {
        byte[] truth = Files.readAllBytes(file);
        if (Arrays.equals(truth, lie)) {
            throw new IOException("nothing was published since " + file.getFileName() + " was kept");
        }
        put(file, lie);
        return () -> put(file, truth);
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".mirror");
        Files.write(beside, bytes);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
