// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads MQTT packets and refuses one that is too large by its header, before Paho would make room for up to 256 MB of it.
 * Used by one thread.
 */
final class PacketGuard extends FilterInputStream {
    private static final int GREETING_SECONDS = 5;
    private static final int MORE = 0x80;

    private final CountDownLatch greeted;
    private final int maxPacket;
    private Part part = Part.TYPE;
    private int shift;
    private int remaining;

    private enum Part {
        TYPE, LENGTH, BODY
    }

    /** @param greeted reading waits for it */
    PacketGuard(InputStream in, CountDownLatch greeted, int maxPacket) {
        super(in);
        this.greeted = greeted;
        this.maxPacket = maxPacket;
    }

    @Override
    public int available() throws IOException {
        return greeted.getCount() == 0 ? in.available() : 0;
    }

    @Override
    public int read() throws IOException {
        awaitGreeting();
        int value = in.read();
        if (value >= 0) {
            header((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        awaitGreeting();
        int count = in.read(bytes, from, part == Part.BODY ? Math.min(length, remaining) : Math.min(length, 1));
        if (count > 0 && part == Part.BODY) {
            consume(count);
        } else if (count > 0) {
            header(bytes[from]);
        }
        return count;
    }

    private void header(byte value) throws IOException {
        switch (part) {
        case TYPE -> {
            part = Part.LENGTH;
            shift = 0;
            remaining = 0;
        }
        case LENGTH -> length(value);
        case BODY -> consume(1);
        }
    }

    // Seven bits a byte, the low ones first.
    private void length(byte value) throws IOException {
        remaining |= (value & ~MORE & 0xFF) << shift;
        shift += 7;
        if (remaining > maxPacket || shift > 28) {
            throw new IOException("it sent a packet of more than " + maxPacket + " bytes");
        }
        if ((value & MORE) == 0) {
            part = remaining == 0 ? Part.TYPE : Part.BODY;
        }
    }

    private void consume(int count) {
        remaining -= count;
        if (remaining == 0) {
            part = Part.TYPE;
        }
    }

    private void awaitGreeting() throws IOException {
        try {
            if (!greeted.await(GREETING_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nothing could be sent");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("given up", e);
        }
    }
}
