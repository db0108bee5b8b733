// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * A kind of metadata: its {@code _type}, its reader, and the most bytes a file of it may have. A delegated role has a name
 * of its own and the type {@link #TARGETS}.
 *
 * @param <T> the record it is read into
 */
public final class RoleType<T extends Metadata> {
    /** Who may sign what. */
    public static final RoleType<Root> ROOT = new RoleType<>("root", 512 << 10, Root::read);
    /** Which snapshot is the newest. */
    public static final RoleType<Timestamp> TIMESTAMP = new RoleType<>("timestamp", 64 << 10, Timestamp::read);
    /** Which versions of the targets files belong together. */
    public static final RoleType<Snapshot> SNAPSHOT = new RoleType<>("snapshot", 1 << 20, Snapshot::read);
    /** Which files there are. */
    public static final RoleType<Targets> TARGETS = new RoleType<>("targets", 4 << 20, Targets::read);

    /** Reads the fields behind the common ones. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(Header header, Fields fields) throws MalformedException;
    }

    private final String type;
    private final int maxLength;
    private final Reader<T> reader;

    private RoleType(String type, int maxLength, Reader<T> reader) {
        this.type = type;
        this.maxLength = maxLength;
        this.reader = reader;
    }

    /** The name: {@code root}, {@code timestamp}, {@code snapshot}, {@code targets}. */
    public String type() {
        return type;
    }

    /** The file's name without a version, e.g. {@code timestamp.json}. */
    public String fileName() {
        return type + ".json";
    }

    /** The most bytes a file of this kind may have. */
    public int maxLength() {
        return maxLength;
    }

    T read(Fields fields) throws MalformedException {
        return reader.read(Header.read(type, fields), fields);
    }

    @Override
    public String toString() {
        return type;
    }
}
