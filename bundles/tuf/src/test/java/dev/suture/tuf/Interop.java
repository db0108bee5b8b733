// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.MalformedException;

/** The fixtures of another implementation, from the folder {@code interop}. */
final class Interop {
    private Interop() {
    }

    static byte[] message() {
        return bytes("message");
    }

    static byte[] signature(String name) {
        return HexFormat.of().parseHex(text(name + ".sig"));
    }

    static String pem(String name) {
        return text(name + ".pem");
    }

    static byte[] bytes(String name) {
        try (InputStream in = Interop.class.getResourceAsStream("interop/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.US_ASCII);
    }

    static Key key(String type, String scheme, String publicValue) throws MalformedException {
        return Key.read("key", object(type, scheme, publicValue));
    }

    static JsonObject object(String type, String scheme, String publicValue) {
        return KnownKey.object(type, scheme, publicValue);
    }
}
