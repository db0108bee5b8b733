// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf.format;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import dev.suture.patch.Advisory;
import dev.suture.patch.Severity;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * The advisory: part of {@code patch.json}, and the file a person writes for the publisher, which is the same object,
 * without a format number, where {@code published} may be left out.
 */
public final class AdvisoryFormat {
    /** The most bytes an advisory file may have. */
    public static final int MAX_LENGTH = 256 * 1024;

    private static final String DOCUMENT = "advisory";

    private AdvisoryFormat() {
    }

    /**
     * Reads the file a person wrote.
     *
     * @param published stands in for a missing {@code published}
     */
    public static Advisory read(byte[] utf8, Instant published) throws MalformedException {
        Fields fields = Fields.of(DOCUMENT, StrictJson.parse(DOCUMENT, utf8, MAX_LENGTH));
        Advisory advisory = read(fields, Optional.of(published));
        fields.end();
        return advisory;
    }

    static Advisory read(Fields fields) throws MalformedException {
        return read(fields, Optional.empty());
    }

    static JsonObject write(Advisory advisory) {
        JsonObject json = new JsonObject();
        json.addProperty("id", advisory.id());
        json.addProperty("title", advisory.title());
        json.add("cves", Documents.array(advisory.cves(), JsonPrimitive::new));
        json.addProperty("severity", Values.word(advisory.severity()));
        json.addProperty("exploited", advisory.exploited());
        json.add("affected", Documents.array(advisory.affected(), AdvisoryFormat::write));
        json.addProperty("text", advisory.text());
        json.addProperty("published", advisory.published().toString());
        return json;
    }

    private static JsonObject write(Advisory.Affected affected) {
        JsonObject json = new JsonObject();
        json.addProperty("bundle", affected.symbolicName());
        json.addProperty("range", affected.range());
        return json;
    }

    private static Advisory read(Fields fields, Optional<Instant> published) throws MalformedException {
        List<Advisory.Affected> affected = Documents.list(fields, "affected",
                element -> new Advisory.Affected(element.string("bundle"), element.string("range")));
        Optional<Instant> stated = Values.findInstant(fields, "published").or(() -> published);
        return new Advisory(fields.string("id"), fields.string("title"), fields.strings("cves"),
                Values.constant(fields, "severity", Severity.class), fields.bool("exploited"), affected,
                fields.string("text"), stated.orElseThrow(() -> fields.wrong("published", "missing")));
    }
}
