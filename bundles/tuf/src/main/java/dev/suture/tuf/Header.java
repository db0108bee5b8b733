// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * What all metadata has in common (TUF §4.3).
 *
 * @param version 1 or higher, rising with each change of the role's file
 * @param expires from when on it is not to be trusted; whole seconds
 * @param signedAt when it was signed, whole seconds, if it says; a field of ours, unknown to other clients
 */
public record Header(long version, Instant expires, Optional<Instant> signedAt) {
    /** The largest version: the strict JSON here has no longer integers. */
    public static final long MAX_VERSION = 999_999_999_999_999_999L;

    private static final String SIGNED_AT = "x-suture-signed-at";
    private static final String SPEC_VERSION = "1.0.34";
    private static final Pattern SPEC_VERSIONS = Pattern.compile("1\\.[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern DATE_TIME = Pattern
            .compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

    /** @throws IllegalArgumentException if the version is out of range or the time has no form in TUF */
    public Header {
        if (version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException("a metadata version is a positive integer of at most 18 digits");
        }
        if (!isWritable(expires) || signedAt.filter(time -> !isWritable(time)).isPresent()) {
            throw new IllegalArgumentException("a time has whole seconds and a year of four digits");
        }
    }

    /** One that does not say when it was signed. */
    public Header(long version, Instant expires) {
        this(version, expires, Optional.empty());
    }

    private static boolean isWritable(Instant time) {
        return DATE_TIME.matcher(time.toString()).matches();
    }

    static Header read(String type, Fields fields) throws MalformedException {
        if (!fields.string("_type").equals(type)) {
            throw fields.wrong("_type", "not '" + type + "'");
        }
        // TUF §4.3 leaves the match to the adopter: the major version, since minor ones only add fields.
        if (!SPEC_VERSIONS.matcher(fields.string("spec_version")).matches()) {
            throw fields.wrong("spec_version", "not a 1.x");
        }
        Optional<Instant> signedAt = fields.has(SIGNED_AT) ? Optional.of(instant(fields, SIGNED_AT)) : Optional.empty();
        return new Header(fields.integer("version", 1, MAX_VERSION), instant(fields, "expires"), signedAt);
    }

    /** TUF §4.2.3 has one form; leap seconds, 24:00 and offsets, which a parser might take, are others. */
    private static Instant instant(Fields fields, String name) throws MalformedException {
        String text = fields.string(name);
        if (!DATE_TIME.matcher(text).matches()) {
            throw fields.wrong(name, "not of the form YYYY-MM-DDTHH:MM:SSZ");
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw fields.wrong(name, "no date of the calendar");
        }
    }

    JsonObject toJson(String type) {
        JsonObject json = new JsonObject();
        json.addProperty("_type", type);
        json.addProperty("spec_version", SPEC_VERSION);
        json.addProperty("version", version);
        json.addProperty("expires", expires.toString());
        signedAt.ifPresent(time -> json.addProperty(SIGNED_AT, time.toString()));
        return json;
    }

    /** TUF: the expiry must be higher than the fixed start time. */
    boolean isExpired(Instant now) {
        return !expires.isAfter(now);
    }
}
