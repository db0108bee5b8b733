// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.INCONSISTENT;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.suture.delta.JarEntryHeader.Coding;

/**
 * A jar, read strictly: the central directory decides what there is, each local header has to agree with it, no two
 * entries share a byte, and content that is not what was said is refused. Used by one thread.
 */
final class JarReader implements Closeable {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;

    private final JarBytes bytes;
    private final List<JarEntryHeader> entries;

    private JarReader(JarBytes bytes, List<JarEntryHeader> entries) {
        this.bytes = bytes;
        this.entries = entries;
    }

    static JarReader open(Path jar, JarLimits limits) throws IOException {
        JarBytes bytes = JarBytes.open(jar);
        try {
            ZipEnd end = ZipEnd.find(bytes);
            JarReader reader = new JarReader(bytes, ZipDirectory.read(bytes, end, limits));
            reader.refuseOverlaps(end.offset());
            return reader;
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** All entries in the order of the central directory. */
    List<JarEntryHeader> entries() {
        return entries;
    }

    Optional<JarEntryHeader> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** Writes the content of {@code entry}, checked, to {@code out}; after a refusal {@code out} holds part of it. */
    void copy(JarEntryHeader entry, OutputStream out) throws IOException {
        new EntryContent(bytes, entry).copy(entry.offset() + contentStart(entry), out);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** Shared bytes are how a small file becomes petabytes. */
    private void refuseOverlaps(long directory) throws IOException {
        List<JarEntryHeader> byOffset = entries.stream().sorted(Comparator.comparingLong(JarEntryHeader::offset))
                .toList();
        long end = 0;
        for (JarEntryHeader entry : byOffset) {
            boolean apart = entry.offset() >= end;
            if (apart) {
                end = entry.offset() + contentStart(entry);
            }
            if (!apart || entry.coding().packed() > directory - end) {
                throw new BadJarException(INCONSISTENT,
                        "entry " + EntryNames.show(entry.name()) + " shares bytes with another or with the directory");
            }
            end += entry.coding().packed();
        }
    }

    /** Checks the local header of {@code entry} and tells how long it is. */
    private int contentStart(JarEntryHeader entry) throws IOException {
        ByteBuffer fixed = bytes.at(entry.offset(), LOCAL_LENGTH);
        int nameLength = fixed.getShort(26) & 0xFFFF;
        int extraLength = fixed.getShort(28) & 0xFFFF;
        ByteBuffer rest = bytes.at(entry.offset() + LOCAL_LENGTH, nameLength + extraLength);
        byte[] name = new byte[nameLength];
        rest.get(name);
        Zip64 wide = Zip64.find(rest);
        long size = wide.next(fixed.getInt(22));
        Coding local = new Coding(fixed.getShort(8) & 0xFFFF, fixed.getShort(6) & 0xFFFF,
                fixed.getInt(14) & 0xFFFFFFFFL, wide.next(fixed.getInt(18)), size);
        if (fixed.getInt(0) != LOCAL || !Arrays.equals(name, entry.utf8()) || !agree(local, entry.coding())) {
            throw new BadJarException(INCONSISTENT,
                    "entry " + EntryNames.show(entry.name()) + ": local header and central directory differ");
        }
        return LOCAL_LENGTH + nameLength + extraLength;
    }

    private static boolean agree(Coding local, Coding central) {
        boolean later = local.sizesFollow() && local.crc() == 0 && local.packed() == 0 && local.size() == 0;
        boolean same = local.crc() == central.crc() && local.packed() == central.packed()
                && local.size() == central.size();
        return local.method() == central.method() && !local.isEncrypted() && (same || later);
    }
}
