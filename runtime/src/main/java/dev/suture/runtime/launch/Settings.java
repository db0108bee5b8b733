// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import dev.suture.runtime.UserError;
import dev.suture.runtime.state.Disk;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * What the first start decided and every later one keeps: {@code settings.json} in the state root.
 *
 * @param product the product
 * @param base the base release
 * @param device this device's id
 * @param launching the framework properties of the features
 */
record Settings(String product, String base, String device, Map<String, String> launching) {
    private static final String DOCUMENT = "settings.json";
    private static final int MAX_LENGTH = 64 * 1024;

    Settings {
        launching = Map.copyOf(launching);
    }

    /** The settings of a state root, if it has any. @throws UserError if they cannot be read */
    static Optional<Settings> find(Path root) throws IOException {
        Path file = root.resolve(DOCUMENT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Fields fields = Fields.of(DOCUMENT, StrictJson.parse(DOCUMENT, Files.readAllBytes(file), MAX_LENGTH));
            fields.integer("format", 1, 1);
            Map<String, String> launching = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : fields.raw("launching").entrySet()) {
                launching.put(entry.getKey(), entry.getValue().getAsString());
            }
            Settings settings = new Settings(fields.string("product"), fields.string("base"),
                    fields.string("device"), launching);
            fields.end();
            return Optional.of(settings);
        } catch (MalformedException | UnsupportedOperationException | IllegalStateException e) {
            throw new UserError("the settings in " + file + " are damaged; restore the file from a backup, or set the "
                    + "gateway up anew in an empty folder", e);
        }
    }

    /** Writes them durably. */
    void write(Path root) throws IOException {
        JsonObject properties = new JsonObject();
        launching.forEach(properties::addProperty);
        JsonObject json = new JsonObject();
        json.addProperty("format", 1);
        json.addProperty("product", product);
        json.addProperty("base", base);
        json.addProperty("device", device);
        json.add("launching", properties);
        Disk.replace(root.resolve(DOCUMENT), StrictJson.writePretty(json));
    }

    /** The properties a framework is launched with. */
    Map<String, String> frameworkProperties() {
        Map<String, String> properties = new LinkedHashMap<>(launching);
        properties.put("suture.product", product);
        properties.put("suture.base", base);
        properties.put("suture.device", device);
        return properties;
    }
}
