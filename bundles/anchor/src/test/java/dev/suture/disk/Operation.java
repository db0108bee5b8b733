// SPDX-License-Identifier: Apache-2.0
package dev.suture.disk;

import java.util.function.IntFunction;

/**
 * One step that changes the disk. Paths are relative to the recorded folder, with {@code /}; files are named by a number of
 * their own, because one may have several names or, while it is written, lose them all.
 */
public sealed interface Operation {
    /** A new folder. */
    record MakeFolder(String path) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return path;
        }
    }

    /** A new, empty file. */
    record Create(String path, int file) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return path;
        }
    }

    /** A file is cut to, or extended by zeros to, a length. */
    record Resize(int file, long length) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return names.apply(file);
        }
    }

    /** Bytes are written. The array belongs to the record and is not changed. */
    record Write(int file, long position, byte[] bytes) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return names.apply(file);
        }
    }

    /** A file's content is forced to the disk. */
    record Sync(int file) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return names.apply(file);
        }
    }

    /** A folder's names are forced to the disk. */
    record SyncFolder(String path) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return path.isEmpty() ? "." : path;
        }
    }

    /** A name, of a file or a folder with all in it, is changed; what had the new name before loses it. */
    record Move(String from, String to) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return to;
        }
    }

    /** A file gets another name. */
    record Link(String path, int file) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return path;
        }
    }

    /** A name is taken away. */
    record Delete(String path) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return path;
        }
    }

    /** Nothing happens on the disk: the one who drives the test notes how far it has come. */
    record Mark(String text) implements Operation {
        @Override
        public String subject(IntFunction<String> names) {
            return text;
        }
    }

    /** What it is done to. @param names finds the name of a file */
    String subject(IntFunction<String> names);

    /** Whether it is one more write to the file that {@code before} wrote to: together they are one step. */
    default boolean continues(Operation before) {
        return this instanceof Write write && before instanceof Write first && write.file() == first.file();
    }
}
