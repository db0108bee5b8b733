// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.suture.runtime.UserError;

/**
 * One process at a time has a state root: two frameworks over one journal would each undo what the other did. The lock is
 * the system's, on the file {@code lock}, so it goes with the process however that ends; the file stays, because who
 * removed it could remove the one that the next process has just locked.
 */
public final class RootLock implements AutoCloseable {
    private static final int LONGEST_PID = 20;

    private final FileChannel channel;

    private RootLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes it, and makes the root if need be. @throws UserError if another process has it */
    public static RootLock take(Path root) throws IOException {
        Path file = Disk.makeFolder(root).resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            if (!isFree(channel)) {
                throw new UserError("a gateway runs on " + root + " already" + owner(channel)
                        + "; stop it first, or name another --root");
            }
            sign(channel);
            taken = true;
            return new RootLock(channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    /** For people only; whoever holds the lock is the owner. */
    private static void sign(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(LONGEST_PID);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.matches("[0-9]+") ? " (process " + pid + ")" : "";
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
