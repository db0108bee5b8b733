// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * What timestamp and snapshot say of another metadata file (TUF §4.4).
 *
 * @param version its version
 * @param length its length in bytes, if they say
 * @param hashes its digests, if they say
 */
public record MetaFile(long version, Optional<Integer> length, Optional<Hashes> hashes) {
    /** @throws IllegalArgumentException if the version or the length is not positive */
    public MetaFile {
        if (version < 1 || length.filter(bytes -> bytes < 1).isPresent()) {
            throw new IllegalArgumentException("a metadata file has a version and a length of 1 or more");
        }
    }

    /** What is to be said of {@code file}. */
    public static MetaFile of(Signed<?> file) {
        byte[] bytes = file.bytes();
        return new MetaFile(file.content().version(), Optional.of(bytes.length), Optional.of(Hashes.of(bytes)));
    }

    static MetaFile read(Fields fields) throws MalformedException {
        Optional<Integer> length = fields.has("length")
                ? Optional.of((int) fields.integer("length", 1, Integer.MAX_VALUE))
                : Optional.empty();
        Optional<Hashes> hashes = fields.has("hashes") ? Optional.of(Hashes.read(fields)) : Optional.empty();
        return new MetaFile(fields.integer("version", 1, Header.MAX_VERSION), length, hashes);
    }

    /** Whether {@code bytes} have the length and the digests that are listed, as far as any are. */
    boolean matches(byte[] bytes) {
        return length.filter(wanted -> wanted != bytes.length).isEmpty()
                && hashes.filter(wanted -> !wanted.match(bytes)).isEmpty();
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("version", version);
        length.ifPresent(bytes -> json.addProperty("length", bytes));
        hashes.ifPresent(digests -> json.add("hashes", digests.toJson()));
        return json;
    }
}
