// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.nio.file.spi.FileSystemProvider;

/**
 * The default file system of a process that dies at a kill point, as {@link Fate} says. The process is started with
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider=dev.suture.disk.MortalProvider} and with this on its class path, and
 * is otherwise the one that ships.
 */
public final class MortalProvider extends RecordingProvider {
    /** Called by the JDK. @throws IOException if the folder cannot be read */
    public MortalProvider(FileSystemProvider real) throws IOException {
        super(real, Fate.ofThisProcess(real));
    }
}
