// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * What targets metadata says of one file (TUF §4.5).
 *
 * @param length its length in bytes
 * @param hashes its digests
 */
public record TargetFile(long length, Hashes hashes) {
    /** @throws IllegalArgumentException if the length is negative */
    public TargetFile {
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative");
        }
    }

    /** What is to be said of {@code content}. */
    public static TargetFile of(byte[] content) {
        return new TargetFile(content.length, Hashes.of(content));
    }

    static TargetFile read(Fields fields) throws MalformedException {
        return new TargetFile(fields.integer("length", 0, Header.MAX_VERSION), Hashes.read(fields));
    }

    /** Whether {@code content} is this file. */
    public boolean matches(byte[] content) {
        return content.length == length && hashes.match(content);
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("length", length);
        json.add("hashes", hashes.toJson());
        return json;
    }
}
