// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.suture.patch.Digest;
import dev.suture.report.DeviceEvent;
import dev.suture.report.DeviceEvent.Step;
import dev.suture.tuf.json.MalformedException;

/**
 * {@code history.jsonl}: every step of the device, one JSON object a line, appended and synced. A line that a power cut
 * has torn is stepped over. The oldest lines are dropped when the file grows beyond its limit, but for those that tell what was
 * confirmed. Used under the anchor's lease.
 */
final class History {
    private final Path file;
    private final long maxLength;

    /** A history in {@code root} that stays below {@code maxLength} bytes. */
    History(Path root, long maxLength) {
        this.file = root.resolve("history.jsonl");
        this.maxLength = maxLength;
    }

    /** Appends one event. */
    void append(DeviceEvent event) throws IOException {
        byte[] line = EventFormat.write(event);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
            if (endsTorn(channel)) {
                bytes.put((byte) '\n');
            }
            bytes.put(line).put((byte) '\n');
            DurableFile.write(channel, Arrays.copyOf(bytes.array(), bytes.position()));
        }
        if (Files.size(file) > maxLength) {
            trim();
        }
    }

    /** All events that can be read, the oldest first. */
    List<DeviceEvent> read() throws IOException {
        List<DeviceEvent> events = new ArrayList<>();
        for (byte[] line : lines()) {
            try {
                events.add(EventFormat.read(line));
            } catch (MalformedException e) {
                continue; // torn by a power cut, or of a later format: the other lines still count
            }
        }
        return events;
    }

    /** The newest half stays, and before it what tells that a patch was confirmed: that is a way back for an operator. */
    private void trim() throws IOException {
        Deque<byte[]> kept = new ArrayDeque<>();
        Set<Digest> confirmed = new HashSet<>();
        int length = 0;
        boolean recent = true;
        List<byte[]> lines = lines();
        for (int i = lines.size() - 1; i >= 0; i--) {
            byte[] line = lines.get(i);
            recent &= length + line.length < maxLength / 2;
            boolean first = findConfirmed(line).filter(confirmed::add).isPresent();
            if (recent || first && length + line.length < maxLength / 4 * 3) {
                kept.addFirst(line);
                length += line.length + 1;
            }
        }
        ByteBuffer content = ByteBuffer.allocate(length);
        kept.forEach(line -> content.put(line).put((byte) '\n'));
        DurableFile.replace(file, content.array());
    }

    private static Optional<Digest> findConfirmed(byte[] line) {
        try {
            DeviceEvent event = EventFormat.read(line);
            return event.step() == Step.CONFIRMED ? event.patch() : Optional.empty();
        } catch (MalformedException e) {
            return Optional.empty(); // as in read
        }
    }

    private List<byte[]> lines() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        byte[] content = content();
        int start = 0;
        for (int end = 0; end <= content.length; end++) {
            if (end == content.length || content[end] == '\n') {
                if (end > start) {
                    lines.add(Arrays.copyOfRange(content, start, end));
                }
                start = end + 1;
            }
        }
        return lines;
    }

    private byte[] content() throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return new byte[0];
        }
    }

    private static boolean endsTorn(FileChannel channel) throws IOException {
        if (channel.size() == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, channel.size() - 1);
        return last.get(0) != '\n';
    }
}
