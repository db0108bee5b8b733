// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * The canonical JSON of OLPC, which TUF signs and names keys by: no white space, keys sorted by code point, integers only,
 * and in strings nothing escaped but the quote and the backslash (so control characters stand there raw, and the result
 * is not always JSON). Stateless.
 */
public final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {
    }

    /**
     * The canonical bytes of {@code element}.
     *
     * @throws IllegalArgumentException if it contains a number that is not an integer; strict parsing lets none in
     */
    public static byte[] encode(JsonElement element) {
        CanonicalJson canonical = new CanonicalJson();
        canonical.value(element);
        return canonical.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(JsonElement element) {
        if (element instanceof JsonObject object) {
            object(object);
        } else if (element instanceof JsonArray array) {
            array(array);
        } else if (element instanceof JsonPrimitive primitive) {
            primitive(primitive);
        } else {
            raw("null");
        }
    }

    private void object(JsonObject object) {
        raw("{");
        Iterator<String> names = object.keySet().stream().sorted(CanonicalJson::byCodePoint).iterator();
        while (names.hasNext()) {
            String name = names.next();
            string(name);
            raw(":");
            value(object.get(name));
            raw(names.hasNext() ? "," : "");
        }
        raw("}");
    }

    private void array(JsonArray array) {
        raw("[");
        String separator = "";
        for (JsonElement element : array) {
            raw(separator);
            value(element);
            separator = ",";
        }
        raw("]");
    }

    private void primitive(JsonPrimitive primitive) {
        if (primitive.isString()) {
            string(primitive.getAsString());
        } else if (primitive.isBoolean()) {
            raw(primitive.getAsString());
        } else {
            Number number = primitive.getAsNumber();
            if (!(number instanceof Long || number instanceof Integer)) {
                throw new IllegalArgumentException("canonical JSON has integers only");
            }
            raw(Long.toString(number.longValue()));
        }
    }

    private void string(String text) {
        raw("\"");
        raw(text.replace("\\", "\\\\").replace("\"", "\\\""));
        raw("\"");
    }

    private void raw(String text) {
        out.append(text);
    }

    /** {@code String.compareTo} puts what is beyond the basic plane, as pairs of surrogates, before the end of that plane. */
    private static int byCodePoint(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int at = 0; at < length; at++) {
            char left = a.charAt(at);
            char right = b.charAt(at);
            if (left != right) {
                return Character.isSurrogate(left) == Character.isSurrogate(right)
                        ? left - right
                        : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
            }
        }
        return a.length() - b.length();
    }
}
