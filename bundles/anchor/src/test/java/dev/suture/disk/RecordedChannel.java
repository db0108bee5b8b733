// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** An open file or folder of the recorded disk. */
final class RecordedChannel extends FileChannel {
    private static final int CHUNK = 64 * 1024;

    private final FileChannel real;
    private final Recorder recorder;
    private final Operation sync;
    private final int file;
    private final boolean appends;

    private RecordedChannel(FileChannel real, Recorder recorder, Operation sync, int file, boolean appends) {
        this.real = real;
        this.recorder = recorder;
        this.sync = sync;
        this.file = file;
        this.appends = appends;
    }

    static FileChannel ofFile(FileChannel real, Recorder recorder, int file, boolean appends) {
        return new RecordedChannel(real, recorder, new Operation.Sync(file), file, appends);
    }

    static FileChannel ofFolder(FileChannel real, Recorder recorder, String path) {
        return new RecordedChannel(real, recorder, new Operation.SyncFolder(path), -1, false);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        byte[] bytes = taken(source);
        recorder.together(() -> recorder.step(
                new Operation.Write(file, appends ? real.size() : real.position(), bytes), () -> writeAll(bytes)));
        return bytes.length;
    }

    private void writeAll(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            real.write(buffer);
        }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        byte[] bytes = taken(source);
        recorder.step(new Operation.Write(file, position, bytes), () -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                real.write(buffer, position + buffer.position());
            }
        });
        return bytes.length;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(sources[i]);
        }
        return written;
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        long done = 0;
        while (done < count) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, count - done));
            if (source.read(buffer) <= 0) {
                break;
            }
            done += write(buffer.flip(), position + done);
        }
        return done;
    }

    private static byte[] taken(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        return bytes;
    }

    /** Only noted: the real disk keeps its power. */
    @Override
    public void force(boolean metaData) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        recorder.step(sync, () -> {});
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (size < real.size()) {
            recorder.step(new Operation.Resize(file, size), () -> real.truncate(size));
        }
        return this;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return real.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return real.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return real.read(target, position);
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        real.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return real.transferTo(position, count, target);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        if (mode != MapMode.READ_ONLY) {
            throw new UnsupportedOperationException("what is written through a mapping cannot be recorded");
        }
        return real.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
