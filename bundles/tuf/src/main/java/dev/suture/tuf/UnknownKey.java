// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;

import com.google.gson.JsonObject;

/**
 * A key of a kind this version does not know. It may stand in metadata, so that a new kind can be introduced while old
 * devices are still about, and signs nothing.
 *
 * @param json the key object
 */
public record UnknownKey(JsonObject json) implements Key {
    /** Copies the object. */
    public UnknownKey {
        json = json.deepCopy();
    }

    @Override
    public JsonObject json() {
        return json.deepCopy();
    }

    @Override
    public String material() {
        return new String(CanonicalJson.encode(json), StandardCharsets.UTF_8);
    }

    @Override
    public boolean isPostQuantum() {
        return false;
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        return false;
    }
}
