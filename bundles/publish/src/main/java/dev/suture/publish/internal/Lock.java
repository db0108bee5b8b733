// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

import dev.suture.publish.PublishException;

/** The right to change a workspace; two who publish at once would sign two files of one version. */
public final class Lock implements AutoCloseable {
    private final FileChannel channel;

    private Lock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it. @throws PublishException if somebody else has it */
    public static Lock take(Layout layout) throws PublishException, IOException {
        FileChannel channel = FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new PublishException(
                    "another process works in " + layout.folder() + "; try again when it is done");
        }
        return new Lock(channel);
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // somebody else in this very process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
