// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Properties of configurations: strings, booleans, integers (as {@link Long}) and lists of one of them. Sorted by name
 * when written, since the records' maps have no order.
 */
final class Configurations {
    private Configurations() {
    }

    /** Several configurations, by PID. */
    static JsonObject writeAll(Map<String, Map<String, Object>> configurations) {
        JsonObject json = new JsonObject();
        new TreeMap<>(configurations).forEach((pid, properties) -> json.add(pid, write(properties)));
        return json;
    }

    /** The properties of one configuration. */
    static JsonObject write(Map<String, Object> properties) {
        JsonObject json = new JsonObject();
        new TreeMap<>(properties).forEach((key, value) -> json.add(key, write(value)));
        return json;
    }

    static Map<String, Map<String, Object>> readAll(Fields fields, String name) throws MalformedException {
        Map<String, Map<String, Object>> configurations = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : fields.raw(name).entrySet()) {
            if (entry.getKey().isBlank() || !(entry.getValue() instanceof JsonObject properties)) {
                throw fields.wrong(name, "not a map from PIDs to properties");
            }
            configurations.put(entry.getKey(), read(fields, name, properties));
        }
        return configurations;
    }

    static Map<String, Object> read(Fields fields, String name) throws MalformedException {
        return read(fields, name, fields.raw(name));
    }

    private static Map<String, Object> read(Fields fields, String name, JsonObject properties)
            throws MalformedException {
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : properties.entrySet()) {
            values.put(entry.getKey(), entry.getValue() instanceof JsonArray list
                    ? readList(fields, name, list)
                    : readScalar(fields, name, entry.getValue()));
        }
        return Map.copyOf(values);
    }

    private static List<Object> readList(Fields fields, String name, JsonArray list) throws MalformedException {
        List<Object> values = new ArrayList<>();
        for (JsonElement element : list) {
            values.add(readScalar(fields, name, element));
        }
        if (values.stream().map(Object::getClass).distinct().count() > 1) {
            throw fields.wrong(name, "a list of more than one type");
        }
        return List.copyOf(values);
    }

    private static Object readScalar(Fields fields, String name, JsonElement element) throws MalformedException {
        if (!(element instanceof JsonPrimitive primitive)) {
            throw fields.wrong(name, "with a value that is no string, boolean, integer or list of them");
        }
        if (primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        return primitive.isNumber() ? (Object) primitive.getAsLong() : primitive.getAsString();
    }

    private static JsonElement write(Object value) {
        if (value instanceof List<?> list) {
            return Documents.array(list, Configurations::writeScalar);
        }
        return writeScalar(value);
    }

    private static JsonElement writeScalar(Object value) {
        if (value instanceof String text) {
            return new JsonPrimitive(text);
        }
        if (value instanceof Boolean bool) {
            return new JsonPrimitive(bool);
        }
        if (value instanceof Long number) {
            return new JsonPrimitive(number);
        }
        throw new IllegalArgumentException("a property is a String, Boolean, Long or a List of one of them");
    }
}
