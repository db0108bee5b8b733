// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.patch.Digest;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * A floor as a file: a line {@code {format, number, root?{version, digest}, rotated, versions{}, time?}} and a line with its SHA-256,
 * which finds damage and nothing else. Of two files the one with the higher number is the newer.
 */
final class FloorFormat {
    private static final String DOCUMENT = "floor";
    private static final int MAX_LENGTH = 256 << 10;
    private static final int SUM = 64;

    private FloorFormat() {
    }

    /** A floor and which writing of it this was. */
    record Numbered(long number, Floor floor) {}

    static byte[] write(Numbered numbered) {
        Floor floor = numbered.floor();
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("number", numbered.number());
        floor.rootDigest().ifPresent(digest -> {
            JsonObject root = new JsonObject();
            root.addProperty("version", floor.rootVersion());
            root.addProperty("digest", digest.hex());
            json.add("root", root);
        });
        json.addProperty("rotated", floor.rotated());
        JsonObject versions = new JsonObject();
        floor.versions().keySet().stream().sorted()
                .forEach(role -> versions.addProperty(role, floor.versions().get(role)));
        json.add("versions", versions);
        floor.time().ifPresent(time -> json.addProperty("time", time.toString()));
        String line = new String(StrictJson.write(json), StandardCharsets.UTF_8);
        return (line + "\n" + sum(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws MalformedException if it is damaged */
    static Numbered read(byte[] bytes) throws MalformedException {
        int end = bytes.length - SUM - 2;
        if (end < 0 || bytes.length > MAX_LENGTH) {
            throw new MalformedException(DOCUMENT, "not the whole file");
        }
        String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, (line + "\n" + sum(line) + "\n").getBytes(StandardCharsets.UTF_8))) {
            throw new MalformedException(DOCUMENT, "not what was written");
        }
        Fields fields = Fields.of(DOCUMENT,
                StrictJson.parse(DOCUMENT, line.getBytes(StandardCharsets.UTF_8), MAX_LENGTH));
        fields.integer("format", 1, 1);
        Optional<Fields> root = fields.findObject("root");
        Floor floor = new Floor(root.isPresent() ? root.get().integer("version", 1, Header.MAX_VERSION) : 0,
                root.isPresent() ? Optional.of(digest(root.get())) : Optional.empty(),
                fields.integer("rotated", 0, Header.MAX_VERSION), versions(fields.object("versions")), time(fields));
        return new Numbered(fields.integer("number", 1, Header.MAX_VERSION), floor);
    }

    private static Digest digest(Fields root) throws MalformedException {
        try {
            return new Digest(root.string("digest"));
        } catch (IllegalArgumentException e) {
            throw new MalformedException(DOCUMENT, "without a SHA-256 of the root", e);
        }
    }

    private static Map<String, Long> versions(Fields fields) throws MalformedException {
        Map<String, Long> versions = new HashMap<>();
        for (String role : fields.members().keySet()) {
            versions.put(role, fields.integer(role, 1, Header.MAX_VERSION));
        }
        return versions;
    }

    private static Optional<Instant> time(Fields fields) throws MalformedException {
        try {
            return fields.findString("time").map(Instant::parse);
        } catch (DateTimeException e) {
            throw fields.wrong("time", "not a time");
        }
    }

    private static String sum(String line) {
        return Hashing.sha256(line.getBytes(StandardCharsets.UTF_8));
    }
}
