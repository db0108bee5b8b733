// SPDX-License-Identifier: Apache-2.0
package dev.suture.tuf;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonObject;

import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;

/**
 * Targets metadata (TUF §4.5), of the top-level role or a delegated one: which files there are, and who may list others.
 *
 * @param header version and expiry
 * @param targets the files by target path: any text, up to {@link #MAX_PATH} long. It is not safe as a file name
 * @param delegations whom it trusts, if anyone
 */
public record Targets(Header header, Map<String, TargetFile> targets, Optional<Delegations> delegations)
        implements
            Metadata {
    /** The longest target path, in UTF-16 units. */
    public static final int MAX_PATH = 4096;

    /** @throws IllegalArgumentException if a path is too long */
    public Targets {
        targets = Map.copyOf(targets);
        if (!areShort(targets)) {
            throw new IllegalArgumentException("a target path has at most " + MAX_PATH + " characters");
        }
    }

    /** Targets that delegate to nobody. */
    public Targets(Header header, Map<String, TargetFile> targets) {
        this(header, targets, Optional.empty());
    }

    static Targets read(Header header, Fields fields) throws MalformedException {
        Map<String, TargetFile> targets = new LinkedHashMap<>();
        Fields listed = fields.object("targets");
        for (String path : listed.members().keySet()) {
            targets.put(path, TargetFile.read(listed.object(path)));
        }
        if (!areShort(targets)) {
            throw fields.wrong("targets", "a list with a path of more than " + MAX_PATH + " characters");
        }
        Optional<Fields> delegations = fields.findObject("delegations");
        return new Targets(header, targets, delegations.isPresent()
                ? Optional.of(Delegations.read(delegations.get()))
                : Optional.empty());
    }

    private static boolean areShort(Map<String, TargetFile> targets) {
        return targets.keySet().stream().allMatch(path -> path.length() <= MAX_PATH);
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
        delegations.ifPresent(trusted -> json.add("delegations", trusted.toJson()));
        return json;
    }
}
