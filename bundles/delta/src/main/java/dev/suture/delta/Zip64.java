// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static dev.suture.delta.BadJarException.Fault.INCONSISTENT;

import java.nio.ByteBuffer;

/**
 * The wide numbers of an entry: where a header's 32-bit field is full, the next 64-bit number of the zip64 extra field
 * holds the value (APPNOTE 6.3.10 §4.5.3).
 */
final class Zip64 {
    private static final int TAG = 1;
    private static final int FULL = -1;

    private final ByteBuffer values;

    private Zip64(ByteBuffer values) {
        this.values = values;
    }

    /**
     * Looks through the extra fields of one header. What does not parse is not looked at further: writers have put
     * anything there, and all of it is dropped.
     */
    static Zip64 find(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            int tag = extra.getShort() & 0xFFFF;
            int length = Math.min(extra.getShort() & 0xFFFF, extra.remaining());
            if (tag == TAG) {
                return new Zip64(extra.slice(extra.position(), length).order(extra.order()));
            }
            extra.position(extra.position() + length);
        }
        return new Zip64(ByteBuffer.allocate(0));
    }

    /** The value of a header's field; to be asked in the order size, packed size, offset. */
    long next(int field) throws BadJarException {
        if (field != FULL) {
            return field & 0xFFFFFFFFL;
        }
        if (values.remaining() < Long.BYTES) {
            throw new BadJarException(INCONSISTENT, "a zip64 number is missing");
        }
        return values.getLong();
    }
}
