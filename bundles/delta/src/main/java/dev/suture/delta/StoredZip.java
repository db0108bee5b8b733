// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the canonical container: every entry stored, with all it has to say in its local header, and nothing in it that
 * varies. Zip64 forms appear exactly where a number does not fit. Used by one thread.
 */
final class StoredZip {
    private static final long FULL = 0xFFFFFFFFL;
    private static final int FULL_COUNT = 0xFFFF;
    private static final int UTF8 = 1 << 11;
    private static final int MIDNIGHT = 0;
    private static final int FIRST_OF_JANUARY_1980 = 0x21;
    private static final short VERSION = 10;
    private static final short VERSION64 = 45;

    private final OutputStream out;
    private final List<Placed> placed = new ArrayList<>();
    private long position;

    private record Placed(JarEntryHeader entry, long offset) {}

    StoredZip(OutputStream out) {
        this.out = out;
    }

    /** Writes the local header of {@code entry}; exactly its content has to follow, through {@link #content()}. */
    void begin(JarEntryHeader entry) throws IOException {
        placed.add(new Placed(entry, position));
        long size = entry.coding().size();
        boolean wide = size >= FULL;
        byte[] name = entry.utf8();
        ByteBuffer header = buffer(30 + name.length + 20).putInt(0x04034b50);
        common(header, entry, wide).putShort((short) name.length).putShort((short) (wide ? 20 : 0)).put(name);
        if (wide) {
            header.putShort((short) 1).putShort((short) 16).putLong(size).putLong(size);
        }
        write(header);
    }

    /** Where the content of the entry that was begun goes to. */
    OutputStream content() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
                position++;
            }

            @Override
            public void write(byte[] chunk, int offset, int length) throws IOException {
                out.write(chunk, offset, length);
                position += length;
            }
        };
    }

    /** Writes the central directory. @return the length of the whole file */
    long finish() throws IOException {
        long start = position;
        for (Placed each : placed) {
            directory(each);
        }
        long size = position - start;
        int count = placed.size();
        if (count >= FULL_COUNT || size >= FULL || start >= FULL) {
            end64(start, size);
        }
        short narrow = (short) Math.min(count, FULL_COUNT);
        write(buffer(22).putInt(0x06054b50).putInt(0).putShort(narrow).putShort(narrow)
                .putInt((int) Math.min(size, FULL)).putInt((int) Math.min(start, FULL)).putShort((short) 0));
        return position;
    }

    private void directory(Placed each) throws IOException {
        long size = each.entry.coding().size();
        byte[] name = each.entry.utf8();
        ByteBuffer wide = buffer(24);
        if (size >= FULL) {
            wide.putLong(size).putLong(size);
        }
        if (each.offset >= FULL) {
            wide.putLong(each.offset);
        }
        wide.flip();
        int extra = wide.hasRemaining() ? 4 + wide.remaining() : 0;
        ByteBuffer header = buffer(46 + name.length + extra).putInt(0x02014b50).putShort(version(extra > 0));
        common(header, each.entry, extra > 0).putShort((short) name.length).putShort((short) extra).putShort((short) 0)
                .putInt(0).putInt(0).putInt((int) Math.min(each.offset, FULL)).put(name);
        if (extra > 0) {
            header.putShort((short) 1).putShort((short) wide.remaining()).put(wide);
        }
        write(header);
    }

    private void end64(long start, long size) throws IOException {
        long end = position;
        write(buffer(56).putInt(0x06064b50).putLong(44).putShort(VERSION64).putShort(VERSION64).putInt(0).putInt(0)
                .putLong(placed.size()).putLong(placed.size()).putLong(size).putLong(start));
        write(buffer(20).putInt(0x07064b50).putInt(0).putLong(end).putInt(1));
    }

    /** What local header and central directory have in common, from the version needed to the sizes. */
    private static ByteBuffer common(ByteBuffer header, JarEntryHeader entry, boolean wide) {
        int size = (int) Math.min(entry.coding().size(), FULL);
        return header.putShort(version(wide)).putShort((short) UTF8).putShort((short) JarEntryHeader.Coding.STORED)
                .putShort((short) MIDNIGHT).putShort((short) FIRST_OF_JANUARY_1980).putInt((int) entry.coding().crc())
                .putInt(size).putInt(size);
    }

    private static short version(boolean wide) {
        return wide ? VERSION64 : VERSION;
    }

    private void write(ByteBuffer buffer) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        position += buffer.position();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
