// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.DUPLICATE_NAME;
import static dev.suture.delta.BadJarException.Fault.INCONSISTENT;
import static dev.suture.delta.BadJarException.Fault.NOT_A_ZIP;
import static dev.suture.delta.BadJarException.Fault.SPECIAL_FILE;
import static dev.suture.delta.BadJarException.Fault.TOO_LARGE;
import static dev.suture.delta.BadJarException.Fault.UNREADABLE;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.suture.delta.JarEntryHeader.Coding;

/** Reads a central directory and judges each line of it by itself and against the limits. */
final class ZipDirectory {
    private static final int HEADER = 0x02014b50;
    private static final long MAX_SIZE = 64L << 20;
    /** FIFO, character device, block device, link, socket. Not "all but file and directory": old Maven wrote all ones. */
    private static final Set<Integer> SPECIAL = Set.of(0x1000, 0x2000, 0x6000, 0xA000, 0xC000);

    private final JarLimits limits;
    private final List<JarEntryHeader> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long total;

    private ZipDirectory(JarLimits limits) {
        this.limits = limits;
    }

    /** The entries in the order of the directory. */
    static List<JarEntryHeader> read(JarBytes bytes, ZipEnd end, JarLimits limits) throws IOException {
        if (end.count() > limits.entries() || end.size() > MAX_SIZE) {
            throw new BadJarException(TOO_LARGE, "the jar has more than " + limits.entries() + " entries");
        }
        ZipDirectory directory = new ZipDirectory(limits);
        ByteBuffer buffer = bytes.at(end.offset(), (int) end.size());
        try {
            while (buffer.hasRemaining()) {
                directory.add(next(buffer));
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new BadJarException(NOT_A_ZIP, "the central directory is cut or damaged", e);
        }
        if (directory.entries.size() != end.count()) {
            throw new BadJarException(INCONSISTENT, "the central directory has more or fewer entries than it says");
        }
        return directory.entries;
    }

    private void add(JarEntryHeader entry) throws BadJarException {
        if (!names.add(entry.name())) {
            throw new BadJarException(DUPLICATE_NAME, "two entries are named " + EntryNames.show(entry.name()));
        }
        if (entry.isDirectory() && entry.coding().size() != 0) {
            throw new BadJarException(INCONSISTENT, "directory " + EntryNames.show(entry.name()) + " has content");
        }
        if (entry.coding().size() > limits.bytes() - total) {
            throw new BadJarException(TOO_LARGE, "the jar unpacks to more than " + limits.bytes() + " bytes");
        }
        total += entry.coding().size();
        entries.add(entry);
    }

    private static JarEntryHeader next(ByteBuffer buffer) throws BadJarException {
        int start = buffer.position();
        if (buffer.getInt() != HEADER) {
            throw new BadJarException(NOT_A_ZIP, "the central directory is damaged");
        }
        byte[] name = new byte[buffer.getShort(start + 28) & 0xFFFF];
        buffer.position(start + 46).get(name);
        int extraLength = buffer.getShort(start + 30) & 0xFFFF;
        ByteBuffer extra = buffer.slice(buffer.position(), Math.min(extraLength, buffer.remaining()))
                .order(buffer.order());
        buffer.position(buffer.position() + extraLength + (buffer.getShort(start + 32) & 0xFFFF));
        return header(EntryNames.decode(name), buffer.slice(start, 46).order(buffer.order()), Zip64.find(extra));
    }

    private static JarEntryHeader header(String name, ByteBuffer fixed, Zip64 wide) throws BadJarException {
        String shown = EntryNames.show(name);
        if (SPECIAL.contains(fixed.getInt(38) >>> 16 & 0xF000)) {
            throw new BadJarException(SPECIAL_FILE, "entry " + shown + " is a link or a special file");
        }
        long size = wide.next(fixed.getInt(24));
        long packed = wide.next(fixed.getInt(20));
        long offset = wide.next(fixed.getInt(42));
        Coding coding = new Coding(fixed.getShort(10) & 0xFFFF, fixed.getShort(8) & 0xFFFF,
                fixed.getInt(16) & 0xFFFFFFFFL, packed, size);
        if (coding.isEncrypted()) {
            throw new BadJarException(UNREADABLE, "entry " + shown + " is encrypted");
        }
        if (coding.method() != Coding.STORED && coding.method() != Coding.DEFLATED) {
            throw new BadJarException(UNREADABLE, "entry " + shown + " is compressed by a method that jars do not use");
        }
        if (size < 0 || packed < 0 || offset < 0 || coding.method() == Coding.STORED && size != packed) {
            throw new BadJarException(INCONSISTENT, "entry " + shown + " has sizes that cannot be true");
        }
        return new JarEntryHeader(name, coding, offset);
    }
}
