// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.NOT_A_ZIP;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a jar file at any position; refuses to read past the end. Used by one thread. */
final class JarBytes implements Closeable {
    /** Headers are small and lie close to each other: one read brings several. */
    private static final int WINDOW = 1 << 12;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
    private long windowStart;

    private JarBytes(FileChannel channel, long length) {
        this.channel = channel;
        this.length = length;
    }

    static JarBytes open(Path jar) throws IOException {
        FileChannel channel = FileChannel.open(jar, StandardOpenOption.READ);
        try {
            return new JarBytes(channel, channel.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    long length() {
        return length;
    }

    /** Exactly {@code count} bytes from {@code position}, little-endian. */
    ByteBuffer at(long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        if (count > WINDOW || position < 0 || position > length - count) {
            read(position, buffer);
            return buffer.flip();
        }
        if (position < windowStart || position + count > windowStart + window.limit()) {
            window.clear().limit((int) Math.min(WINDOW, length - position));
            read(position, window);
            windowStart = position;
        }
        return buffer.put(0, window, (int) (position - windowStart), count);
    }

    /** Fills what remains of {@code buffer} from {@code position}. */
    void read(long position, ByteBuffer buffer) throws IOException {
        if (position < 0 || position > length - buffer.remaining()) {
            throw new BadJarException(NOT_A_ZIP, "the zip file is cut or damaged: it points behind its own end");
        }
        long at = position;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new BadJarException(NOT_A_ZIP, "the file became shorter while it was read");
            }
            at += count;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
