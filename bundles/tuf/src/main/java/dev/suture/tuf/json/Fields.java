// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Reads one JSON object by a closed schema: each field is asked for by name and type, and {@link #end()} refuses what
 * nobody asked for. Used by one thread.
 */
public final class Fields {
    private final String document;
    private final JsonObject object;
    private final Set<String> asked = new HashSet<>();

    private Fields(String document, JsonObject object) {
        this.document = document;
        this.object = object;
    }

    /** Reads {@code object}, which belongs to {@code document}. */
    public static Fields of(String document, JsonObject object) {
        return new Fields(document, object);
    }

    /** A string. @throws MalformedException if it is missing or something else */
    public String string(String name) throws MalformedException {
        return asString(name, get(name));
    }

    /** A string, if the field is there. */
    public Optional<String> findString(String name) throws MalformedException {
        return has(name) ? Optional.of(string(name)) : Optional.empty();
    }

    /** An integer in a range. @throws MalformedException if it is missing, something else, or outside */
    public long integer(String name, long min, long max) throws MalformedException {
        JsonElement element = get(name);
        if (!(element instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
            throw wrong(name, "not an integer");
        }
        long value = primitive.getAsLong();
        if (value < min || value > max) {
            throw wrong(name, "not between " + min + " and " + max);
        }
        return value;
    }

    /** A boolean. */
    public boolean bool(String name) throws MalformedException {
        if (get(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw wrong(name, "not a boolean");
    }

    /** An object, as it is. */
    public JsonObject raw(String name) throws MalformedException {
        if (get(name) instanceof JsonObject value) {
            return value;
        }
        throw wrong(name, "not an object");
    }

    /** An object, to be read by a closed schema of its own. */
    public Fields object(String name) throws MalformedException {
        return new Fields(document, raw(name));
    }

    /** An object, if the field is there. */
    public Optional<Fields> findObject(String name) throws MalformedException {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** A list of objects. */
    public List<Fields> objects(String name) throws MalformedException {
        List<Fields> values = new ArrayList<>();
        for (JsonElement element : array(name)) {
            if (!(element instanceof JsonObject value)) {
                throw wrong(name, "not a list of objects");
            }
            values.add(new Fields(document, value));
        }
        return values;
    }

    /** A list of strings. */
    public List<String> strings(String name) throws MalformedException {
        List<String> values = new ArrayList<>();
        for (JsonElement element : array(name)) {
            values.add(asString(name, element));
        }
        return values;
    }

    /** The members of this object, for maps whose keys are data; counts as having asked for all of them. */
    public Map<String, JsonElement> members() {
        asked.addAll(object.keySet());
        return object.asMap();
    }

    /** Whether the field is there. */
    public boolean has(String name) {
        asked.add(name);
        return object.has(name);
    }

    /** Ends the schema. @throws MalformedException if there is a field that nobody asked for */
    public void end() throws MalformedException {
        if (!asked.containsAll(object.keySet())) {
            throw new MalformedException(document, "an unknown field");
        }
    }

    /** A refusal of the value of {@code name}. */
    public MalformedException wrong(String name, String detail) {
        return new MalformedException(document, "'" + name + "' is " + detail);
    }

    private JsonArray array(String name) throws MalformedException {
        if (get(name) instanceof JsonArray array) {
            return array;
        }
        throw wrong(name, "not a list");
    }

    private JsonElement get(String name) throws MalformedException {
        if (!has(name)) {
            throw wrong(name, "missing");
        }
        return object.get(name);
    }

    private String asString(String name, JsonElement element) throws MalformedException {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(name, "not a string");
    }
}
