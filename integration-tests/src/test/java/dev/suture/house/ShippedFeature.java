// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/**
 * A feature as it ships.
 *
 * @param name the name of its file, e.g. {@code core}
 * @param ids group, artifact and version of its bundles, those of the features it includes among them
 * @param system the same of what it is launched by
 */
public record ShippedFeature(String name, List<String> ids, List<String> system) {
    /** Every feature that ships. */
    static List<ShippedFeature> all() throws IOException {
        try (Stream<Path> files = Files.list(House.HOME.resolve("features"))) {
            List<ShippedFeature> features = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                features.add(read(file.getFileName().toString().replace(".json", "")));
            }
            return features;
        }
    }

    /** The one of this name. */
    public static ShippedFeature read(String name) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(House.HOME.resolve("features/" + name + ".json")))
                .getAsJsonObject();
        List<String> ids = new ArrayList<>();
        for (JsonElement bundle : json.getAsJsonArray("bundles")) {
            ids.add(bundle.getAsJsonObject().get("id").getAsString());
        }
        List<String> system = new ArrayList<>();
        for (JsonElement artifact : extension(json, "suture-system", "artifacts")) {
            system.add(artifact.getAsJsonObject().get("id").getAsString());
        }
        for (JsonElement included : extension(json, "suture-includes", "text")) {
            ids.addAll(read(included.getAsString()).ids());
        }
        return new ShippedFeature(name, ids, system);
    }

    /** The jar of an id in the folder that ships beside the features. */
    public static Path jar(String id) {
        String[] parts = id.split(":");
        return House.HOME.resolve("repository").resolve(parts[0].replace('.', '/')).resolve(parts[1])
                .resolve(parts[2]).resolve(parts[1] + "-" + parts[2] + ".jar");
    }

    /** Its bundles. */
    List<BuiltBundle> bundles() {
        return ids.stream().map(id -> BuiltBundle.read(id, jar(id))).toList();
    }

    private static JsonArray extension(JsonObject json, String name, String content) {
        if (!json.has("extensions") || !json.getAsJsonObject("extensions").has(name)) {
            return new JsonArray();
        }
        return json.getAsJsonObject("extensions").getAsJsonObject(name).getAsJsonArray(content);
    }
}
