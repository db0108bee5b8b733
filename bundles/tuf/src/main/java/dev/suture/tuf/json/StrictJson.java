// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.json;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;

/** Parses and writes the JSON of Suture's documents. Stateless. */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    private StrictJson() {
    }

    /**
     * Parses one object; white space may follow it, nothing else.
     *
     * @param document its name, for the refusal
     * @param maxLength the most bytes it may have
     * @throws MalformedException if it is longer, not UTF-8, not strict JSON, nests deeper than 32, repeats a key, or has a
     *         number that is not an integer of at most 18 digits
     */
    public static JsonObject parse(String document, byte[] utf8, int maxLength) throws MalformedException {
        if (utf8.length > maxLength) {
            throw new MalformedException(document, "longer than " + maxLength + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            if (text.startsWith("\uFEFF") || reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new MalformedException(document, "not a JSON object");
            }
            JsonObject object = object(document, reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedException(document, "something follows the JSON object");
            }
            return object;
        } catch (CharacterCodingException e) {
            throw new MalformedException(document, "not UTF-8", e);
        } catch (IOException | IllegalStateException e) {
            throw new MalformedException(document, "not strict JSON", e);
        }
    }

    /** Writes compact JSON in the order of the members. */
    public static byte[] write(JsonElement element) {
        return write(element, "");
    }

    /** Writes JSON for people, indented by two spaces, with a line feed at the end. */
    public static byte[] writePretty(JsonElement element) {
        return write(element, "  ");
    }

    private static byte[] write(JsonElement element, String indent) {
        StringWriter text = new StringWriter();
        JsonWriter writer = new JsonWriter(text);
        writer.setIndent(indent);
        GSON.toJson(element, writer);
        return (indent.isEmpty() ? text.toString() : text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonElement value(String document, JsonReader reader) throws IOException, MalformedException {
        return switch (reader.peek()) {
        case BEGIN_OBJECT -> object(document, reader);
        case BEGIN_ARRAY -> array(document, reader);
        case STRING -> new JsonPrimitive(wellFormed(document, reader.nextString()));
        case NUMBER -> integer(document, reader.nextString());
        case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
        case NULL -> {
            reader.nextNull();
            yield JsonNull.INSTANCE;
        }
        default -> throw new MalformedException(document, "not strict JSON");
        };
    }

    private static JsonObject object(String document, JsonReader reader) throws IOException, MalformedException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = wellFormed(document, reader.nextName());
            if (object.has(name)) {
                throw new MalformedException(document, "a key stands twice");
            }
            object.add(name, value(document, reader));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray array(String document, JsonReader reader) throws IOException, MalformedException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value(document, reader));
        }
        reader.endArray();
        return array;
    }

    private static JsonPrimitive integer(String document, String literal) throws MalformedException {
        if (!INTEGER.matcher(literal).matches()) {
            throw new MalformedException(document, "a number that is no integer, or too large");
        }
        return new JsonPrimitive(Long.parseLong(literal));
    }

    /** An escaped lone surrogate has no UTF-8 form, so two parsers would read two different strings. */
    private static String wellFormed(String document, String text) throws MalformedException {
        if (text.chars().anyMatch(unit -> Character.isSurrogate((char) unit))
                && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new MalformedException(document, "a string with a lone surrogate");
        }
        return text;
    }
}
