// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Targets metadata (TUF §4.5): which files there are. Delegations are not followed yet: they may stand in the file, are
 * signed over like any field, and name nothing, so a target only a delegated role lists is a target there is not.
 *
 * @param header version and expiry
 * @param targets the files by target path
 */
public record Targets(Header header, Map<String, TargetFile> targets) implements Metadata {
    /** Copies the map. */
    public Targets {
        targets = Map.copyOf(targets);
    }

    static Targets read(Header header, Fields fields) throws MalformedException {
        Map<String, TargetFile> targets = new LinkedHashMap<>();
        Fields listed = fields.object("targets");
        for (String path : listed.members().keySet()) {
            targets.put(path, TargetFile.read(listed.object(path)));
        }
        return new Targets(header, targets);
    }

    /** The file at this target path. */
    public Optional<TargetFile> find(String path) {
        return Optional.ofNullable(targets.get(path));
    }

    @Override
    public JsonObject toJson() {
        JsonObject files = new JsonObject();
        targets.keySet().stream().sorted().forEach(path -> files.add(path, targets.get(path).toJson()));
        JsonObject json = header.toJson(RoleType.TARGETS.type());
        json.add("targets", files);
        return json;
    }
}
