// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.notify.Bytes;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/** The small values that occur in several formats; each has exactly one spelling. */
final class Values {
    private Values() {
    }

    /** Adds the three fields of a bundle. */
    static JsonObject bundle(BundleRef bundle) {
        JsonObject json = new JsonObject();
        json.addProperty("bundle", bundle.symbolicName());
        json.addProperty("version", bundle.version());
        json.addProperty("digest", bundle.digest().hex());
        return json;
    }

    static BundleRef bundle(Fields fields) throws MalformedException {
        String name = fields.string("bundle");
        String version = fields.string("version");
        Digest digest = digest(fields, "digest");
        return Documents.make(fields, "bundle", () -> new BundleRef(name, version, digest));
    }

    static Digest digest(Fields fields, String name) throws MalformedException {
        String hex = fields.string(name);
        return Documents.make(fields, name, () -> new Digest(hex));
    }

    static Optional<Digest> findDigest(Fields fields, String name) throws MalformedException {
        return fields.has(name) ? Optional.of(digest(fields, name)) : Optional.empty();
    }

    static Instant instant(Fields fields, String name) throws MalformedException {
        String text = fields.string(name);
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeParseException e) {
            MalformedException refusal = fields.wrong(name, "not a time");
            refusal.initCause(e);
            throw refusal;
        }
        throw fields.wrong(name, "not in the one form of a time, like 2026-01-31T12:00:00Z");
    }

    static Optional<Instant> findInstant(Fields fields, String name) throws MalformedException {
        return fields.has(name) ? Optional.of(instant(fields, name)) : Optional.empty();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Fields fields, String name, Class<E> type) throws MalformedException {
        String word = fields.string(name);
        return Arrays.stream(type.getEnumConstants()).filter(constant -> word(constant).equals(word)).findFirst()
                .orElseThrow(() -> fields.wrong(name, "none of the known words"));
    }

    static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    static Bytes base64(Fields fields, String name) throws MalformedException {
        String text = fields.string(name);
        Bytes bytes = Documents.make(fields, name, () -> Bytes.copyOf(Base64.getDecoder().decode(text)));
        if (!base64(bytes).equals(text)) {
            throw fields.wrong(name, "not padded base64");
        }
        return bytes;
    }
}
