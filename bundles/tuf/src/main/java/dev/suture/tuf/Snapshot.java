// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Snapshot metadata (TUF §4.4): which versions of the targets files belong together.
 *
 * @param header version and expiry
 * @param meta the targets files by unversioned file name; {@code targets.json} is there
 */
public record Snapshot(Header header, Map<String, MetaFile> meta) implements Metadata {
    /** @throws IllegalArgumentException if {@code targets.json} is missing */
    public Snapshot {
        meta = Map.copyOf(meta);
        if (!meta.containsKey(RoleType.TARGETS.fileName())) {
            throw new IllegalArgumentException("a snapshot lists targets.json");
        }
    }

    static Snapshot read(Header header, Fields fields) throws MalformedException {
        Map<String, MetaFile> meta = new LinkedHashMap<>();
        Fields listed = fields.object("meta");
        for (String fileName : listed.members().keySet()) {
            meta.put(fileName, MetaFile.read(listed.object(fileName)));
        }
        if (!meta.containsKey(RoleType.TARGETS.fileName())) {
            throw fields.wrong("meta", "without targets.json");
        }
        return new Snapshot(header, meta);
    }

    /** What is said of the metadata file of this unversioned name. */
    public Optional<MetaFile> find(String fileName) {
        return Optional.ofNullable(meta.get(fileName));
    }

    /** What is said of the top-level targets file. */
    public MetaFile targets() {
        return meta.get(RoleType.TARGETS.fileName());
    }

    @Override
    public JsonObject toJson() {
        JsonObject files = new JsonObject();
        meta.keySet().stream().sorted().forEach(fileName -> files.add(fileName, meta.get(fileName).toJson()));
        JsonObject json = header.toJson(RoleType.SNAPSHOT.type());
        json.add("meta", files);
        return json;
    }
}
