// SPDX-License-Identifier: Apache-2.0
package dev.suture.agent.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.patch.Names;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** What the agent's own documents have in common. */
final class Documents {
    private static final int FORMAT = 1;

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
        long format = fields.integer("format", 0, Long.MAX_VALUE);
        if (format != FORMAT) {
            throw fields.wrong("format", "not " + FORMAT + ", the only one this version knows");
        }
        return fields;
    }

    static Instant instant(Fields fields, String name) throws MalformedException {
        return make(fields, name, fields.string(name), Instant::parse);
    }

    static Optional<Instant> findInstant(Fields fields, String name) throws MalformedException {
        return fields.has(name) ? Optional.of(instant(fields, name)) : Optional.empty();
    }

    static Digest digest(Fields fields, String name) throws MalformedException {
        return make(fields, name, fields.string(name), Digest::new);
    }

    /** A name as products and base releases have it. */
    static String name(Fields fields, String name) throws MalformedException {
        return make(fields, name, fields.string(name), text -> Names.name(name, text));
    }

    /** The constant whose word stands there. */
    static <E extends Enum<E>> E constant(Fields fields, String name, Class<E> type, Function<E, String> word)
            throws MalformedException {
        String text = fields.string(name);
        return Arrays.stream(type.getEnumConstants()).filter(constant -> word.apply(constant).equals(text)).findFirst()
                .orElseThrow(() -> fields.wrong(name, "none of the known words"));
    }

    private static <T> T make(Fields fields, String name, String text, Function<String, T> maker)
            throws MalformedException {
        try {
            return maker.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            MalformedException refusal = fields.wrong(name, "not well-formed");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
