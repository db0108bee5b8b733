// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import com.google.gson.JsonObject;

/** What keys of all known kinds share: they are what their key object says. Immutable. */
abstract sealed class KnownKey implements Key permits Ed25519Key, EcdsaKey, RsaKey, MlDsaKey {
    private final JsonObject json;

    KnownKey(JsonObject json) {
        this.json = json.deepCopy();
    }

    /** A key object (TUF §4.2.2). */
    static JsonObject object(String type, String scheme, String publicValue) {
        JsonObject value = new JsonObject();
        value.addProperty("public", publicValue);
        JsonObject json = new JsonObject();
        json.addProperty("keytype", type);
        json.addProperty("scheme", scheme);
        json.add("keyval", value);
        return json;
    }

    @Override
    public final JsonObject json() {
        return json.deepCopy();
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof KnownKey key && json.equals(key.json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    @Override
    public final String toString() {
        return material();
    }
}
