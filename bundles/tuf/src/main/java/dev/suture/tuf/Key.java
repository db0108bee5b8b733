// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * A public key as metadata lists it. Immutable. A further scheme is a further case here and in {@link #read}; what no
 * case knows is an {@link UnknownKey}, which verifies nothing.
 */
public sealed interface Key permits KnownKey, UnknownKey {
    /** The key object, with the fields nobody here knows: they are part of what {@link #id()} names. A fresh copy. */
    JsonObject json();

    /** What it signs by, e.g. {@code ed25519}. */
    default String scheme() {
        return json().get("scheme").getAsString();
    }

    /**
     * What makes two keys the same key, whatever their ids and however they are written: one key under two ids counts
     * once.
     */
    String material();

    /** Whether it is of the kind that a quantum computer does not break: the class {@code pq} of a {@link Minimum}. */
    boolean isPostQuantum();

    /** Whether {@code signature} is this key's over {@code message}. Any bytes may be asked about. */
    boolean verifies(byte[] message, byte[] signature);

    /** Its keyid (TUF §4.2.1): SHA-256 of the canonical form of the key object, in hexadecimal. */
    default String id() {
        return Hashing.sha256(CanonicalJson.encode(json()));
    }

    /**
     * Reads a key object (TUF §4.2.2).
     *
     * @throws MalformedException if it is none, or is of a known kind and no good key
     */
    static Key read(String document, JsonObject object) throws MalformedException {
        Fields fields = Fields.of(document, object);
        String type = fields.string("keytype");
        String scheme = fields.string("scheme");
        Fields value = fields.object("keyval");
        if (type.equals(Ed25519Key.TYPE) && scheme.equals(Ed25519Key.SCHEME)) {
            return Ed25519Key.read(value, object);
        }
        if (EcdsaKey.TYPES.contains(type) && scheme.equals(EcdsaKey.SCHEME)) {
            return EcdsaKey.read(value, object);
        }
        if (type.equals(RsaKey.TYPE) && scheme.equals(RsaKey.SCHEME)) {
            return RsaKey.read(value, object);
        }
        Optional<MlDsa> set = MlDsa.find(scheme);
        if (type.equals(MlDsa.TYPE) && set.isPresent()) {
            return MlDsaKey.read(set.get(), value, object);
        }
        return new UnknownKey(object);
    }
}
