// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** What all formats have in common: the format number, and how records meet JSON. */
final class Documents {
    private static final int FORMAT = 1;

    /** Makes a value; the records' own checks may refuse it. */
    interface Maker<T> {
        T make() throws MalformedException;
    }

    /** Reads a value. */
    interface Reader<S, T> {
        T read(S source) throws MalformedException;
    }

    private Documents() {
    }

    /** An object that starts with the format number. */
    static JsonObject start() {
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        return json;
    }

    /** The fields of a document whose format is the known one. */
    static Fields open(String document, byte[] utf8, int maxLength) throws MalformedException {
        Fields fields = Fields.of(document, StrictJson.parse(document, utf8, maxLength));
        if (fields.integer("format", Long.MIN_VALUE, Long.MAX_VALUE) != FORMAT) {
            throw fields.wrong("format", "not " + FORMAT + ", the only one this version knows");
        }
        return fields;
    }

    /**
     * The bytes of {@code json}, which says what {@code value} says.
     *
     * @throws IllegalArgumentException if {@code reader} would not give back the same value
     */
    static <T> byte[] write(T value, JsonObject json, Reader<byte[], T> reader) {
        byte[] utf8 = StrictJson.write(json);
        try {
            if (!reader.read(utf8).equals(value)) {
                throw new IllegalArgumentException("a value that this format cannot hold exactly");
            }
        } catch (MalformedException e) {
            throw new IllegalArgumentException("a value that could not be read again: " + e.getMessage(), e);
        }
        return utf8;
    }

    /** Makes a value of the field {@code name}; what its record refuses is malformed. */
    static <T> T make(Fields fields, String name, Maker<T> maker) throws MalformedException {
        try {
            return maker.make();
        } catch (IllegalArgumentException e) {
            MalformedException refusal = fields.wrong(name, "not well-formed");
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Reads a list of objects, each to its end. */
    static <T> List<T> list(Fields fields, String name, Reader<Fields, T> reader) throws MalformedException {
        List<T> values = new ArrayList<>();
        for (Fields element : fields.objects(name)) {
            values.add(make(fields, name, () -> reader.read(element)));
            element.end();
        }
        return values;
    }

    /** A JSON list. */
    static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> writer) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(writer.apply(value)));
        return array;
    }
}
