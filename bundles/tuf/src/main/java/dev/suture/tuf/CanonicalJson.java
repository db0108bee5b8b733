// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
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
    /** Unsigned UTF-8 order is code point order; {@code String.compareTo} is not, beyond the basic plane. */
    private static final Comparator<String> BY_CODE_POINT = (a, b) -> Arrays.compareUnsigned(utf8(a), utf8(b));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

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
        return canonical.out.toByteArray();
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
        Iterator<String> names = object.keySet().stream().sorted(BY_CODE_POINT).iterator();
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
        out.writeBytes(utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
