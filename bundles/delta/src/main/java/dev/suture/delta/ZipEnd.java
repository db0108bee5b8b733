// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.INCONSISTENT;
import static dev.suture.delta.BadJarException.Fault.NOT_A_ZIP;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The end of a zip file, which says where its central directory is (APPNOTE 6.3.10 §4.3.14–16).
 *
 * @param count how many entries the directory has
 * @param size its length in bytes
 * @param offset where it begins
 */
record ZipEnd(long count, long size, long offset) {
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int END64 = 0x06064b50;
    private static final int END64_LENGTH = 56;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_LENGTH = 20;
    private static final int MAX_COMMENT = 0xFFFF;

    static ZipEnd find(JarBytes bytes) throws IOException {
        int tailLength = (int) Math.min(bytes.length(), END_LENGTH + MAX_COMMENT);
        long tailStart = bytes.length() - tailLength;
        ByteBuffer tail = bytes.at(tailStart, tailLength);
        for (int i = tailLength - END_LENGTH; i >= 0; i--) {
            if (tail.getInt(i) == END && i + END_LENGTH + u16(tail, i + 20) == tailLength) {
                return read(bytes, tail.position(i).slice().order(tail.order()), tailStart + i);
            }
        }
        throw new BadJarException(NOT_A_ZIP, "not a zip file, or one that was cut off");
    }

    private static ZipEnd read(JarBytes bytes, ByteBuffer end, long position) throws IOException {
        ZipEnd found = new ZipEnd(u16(end, 10), u32(end, 12), u32(end, 16));
        boolean oneDisk = u16(end, 4) == 0 && u16(end, 6) == 0 && u16(end, 8) == u16(end, 10);
        boolean wide = found.count == 0xFFFF || found.size == 0xFFFFFFFFL || found.offset == 0xFFFFFFFFL;
        long directoryEnd = position;
        if (wide && position >= LOCATOR_LENGTH && bytes.at(position - LOCATOR_LENGTH, 4).getInt(0) == LOCATOR) {
            directoryEnd = bytes.at(position - LOCATOR_LENGTH, LOCATOR_LENGTH).getLong(8);
            ByteBuffer end64 = bytes.at(directoryEnd, END64_LENGTH);
            if (end64.getInt(0) != END64) {
                throw new BadJarException(NOT_A_ZIP, "the zip64 end record is not where its locator points");
            }
            found = new ZipEnd(end64.getLong(32), end64.getLong(40), end64.getLong(48));
            oneDisk = end64.getInt(16) == 0 && end64.getInt(20) == 0 && end64.getLong(24) == found.count;
        }
        if (!oneDisk || found.offset < 0 || found.size < 0 || found.offset != directoryEnd - found.size) {
            throw new BadJarException(INCONSISTENT,
                    "the central directory is not where the end of the file says; something stands before or behind it");
        }
        return found;
    }

    private static int u16(ByteBuffer buffer, int index) {
        return buffer.getShort(index) & 0xFFFF;
    }

    private static long u32(ByteBuffer buffer, int index) {
        return buffer.getInt(index) & 0xFFFFFFFFL;
    }
}
