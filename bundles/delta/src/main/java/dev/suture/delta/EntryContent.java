// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.WRONG_CONTENT;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import dev.suture.delta.JarEntryHeader.Coding;

/** Streams the content of one entry and holds it against its size and checksum. Used once. */
final class EntryContent {
    private static final int CHUNK = 1 << 16;

    private final JarBytes bytes;
    private final JarEntryHeader entry;
    private final CRC32 crc = new CRC32();
    private long written;

    EntryContent(JarBytes bytes, JarEntryHeader entry) {
        this.bytes = bytes;
        this.entry = entry;
    }

    void copy(long start, OutputStream out) throws IOException {
        if (entry.coding().method() == Coding.STORED) {
            stored(start, out);
        } else {
            Inflater inflater = new Inflater(true);
            try {
                deflated(start, inflater, out);
            } catch (DataFormatException e) {
                throw new BadJarException(WRONG_CONTENT, shown() + " is damaged: it does not unpack", e);
            } finally {
                inflater.end();
            }
        }
        if (written != entry.coding().size() || crc.getValue() != entry.coding().crc()) {
            throw new BadJarException(WRONG_CONTENT, shown() + " is damaged: its size or checksum is wrong");
        }
    }

    private void stored(long start, OutputStream out) throws IOException {
        while (written < entry.coding().packed()) {
            ByteBuffer chunk = chunk(start, written);
            write(chunk.array(), chunk.limit(), out);
        }
    }

    private void deflated(long start, Inflater inflater, OutputStream out) throws IOException, DataFormatException {
        // One more than it says: most entries are small, and one call shows whether this one ends there.
        byte[] unpacked = new byte[(int) Math.min(CHUNK - 1, entry.coding().size()) + 1];
        long consumed = 0;
        while (!inflater.finished()) {
            int count = inflater.inflate(unpacked);
            write(unpacked, count, out);
            if (count == 0 && !inflater.finished()) {
                if (!inflater.needsInput() || consumed == entry.coding().packed()) {
                    throw new BadJarException(WRONG_CONTENT, shown() + " is damaged: it ends too early");
                }
                ByteBuffer chunk = chunk(start, consumed);
                inflater.setInput(chunk);
                consumed += chunk.limit();
            }
        }
        if (inflater.getBytesRead() != entry.coding().packed()) {
            throw new BadJarException(WRONG_CONTENT, shown() + " has something behind its content");
        }
    }

    private ByteBuffer chunk(long start, long done) throws IOException {
        return bytes.at(start + done, (int) Math.min(CHUNK, entry.coding().packed() - done));
    }

    private void write(byte[] chunk, int length, OutputStream out) throws IOException {
        if (length > entry.coding().size() - written) {
            throw new BadJarException(WRONG_CONTENT, shown() + " unpacks to more than it says");
        }
        crc.update(chunk, 0, length);
        out.write(chunk, 0, length);
        written += length;
    }

    private String shown() {
        return "entry " + EntryNames.show(entry.name());
    }
}
