// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import dev.suture.runtime.UserError;
import dev.suture.tuf.json.Fields;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/**
 * An OSGi Feature (Compendium Release 8.1, chapter 159): bundles by Maven coordinates, configurations, and the launching
 * properties of the Feature Launcher (chapter 160). What the gateway is launched by stands in an extension of our own.
 *
 * @param bundles in the order they are installed; those of start level 0 are what launches the others
 * @param configurations by PID
 * @param frameworkProperties launching properties
 * @param includes names of shipped features that come before this one
 */
public record Feature(List<Item> bundles, Map<String, Map<String, Object>> configurations,
        Map<String, String> frameworkProperties, List<String> includes) {
    private static final int MAX_LENGTH = 1024 * 1024;
    private static final int DEFAULT_START_LEVEL = 10;
    private static final String INCLUDES = "suture-includes";
    private static final String SYSTEM = "suture-system";
    private static final String PROPERTIES = "framework-launching-properties";

    /**
     * One bundle of a feature.
     *
     * @param id its coordinates
     * @param startLevel the start level it runs at; 0 for the framework and what launches it
     */
    public record Item(Coordinates id, int startLevel) {}

    public Feature {
        bundles = List.copyOf(bundles);
        configurations = Map.copyOf(configurations);
        frameworkProperties = Map.copyOf(frameworkProperties);
        includes = List.copyOf(includes);
    }

    /** Reads one feature file. @throws UserError if it cannot be read or is no feature */
    public static Feature read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UserError("cannot read the feature " + file + "; check the path", e);
        } catch (MalformedException e) {
            throw new UserError("not an OSGi feature: " + e.getMessage(), e);
        }
    }

    /** The same without what it is launched by, for a process that has its own. */
    public Feature withoutSystem() {
        return new Feature(bundles.stream().filter(item -> item.startLevel() > 0).toList(), configurations,
                frameworkProperties, includes);
    }

    /** All of several features, in their order; later configurations of the same PID win property by property. */
    public static Feature join(List<Feature> features) {
        List<Item> bundles = new ArrayList<>();
        Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
        Map<String, String> properties = new LinkedHashMap<>();
        for (Feature feature : features) {
            feature.bundles.stream().filter(item -> !bundles.contains(item)).forEach(bundles::add);
            feature.configurations.forEach(
                    (pid, values) -> configurations.computeIfAbsent(pid, key -> new LinkedHashMap<>()).putAll(values));
            properties.putAll(feature.frameworkProperties);
        }
        return new Feature(bundles, configurations, properties, List.of());
    }

    static Feature parse(String name, byte[] json) throws MalformedException {
        Fields fields = Fields.of(name, StrictJson.parse(name, json, MAX_LENGTH));
        List<Item> bundles = new ArrayList<>(system(fields));
        for (Fields bundle : fields.objects("bundles")) {
            int level = bundle.has("bundleStartLevel")
                    ? (int) bundle.integer("bundleStartLevel", 1, 1000)
                    : DEFAULT_START_LEVEL;
            bundles.add(new Item(Coordinates.parse(bundle.string("id")), level));
        }
        Map<String, Map<String, Object>> configurations = new LinkedHashMap<>();
        if (fields.has("configurations")) {
            for (Map.Entry<String, JsonElement> entry : fields.raw("configurations").entrySet()) {
                configurations.put(pid(fields, entry.getKey()), values(fields, entry));
            }
        }
        return new Feature(bundles, configurations, properties(fields), includes(fields));
    }

    private static String pid(Fields fields, String pid) throws MalformedException {
        // Possessive: else a long name would take one frame of the stack for each of its parts.
        if (!pid.matches("[^\\s./]++(?:\\.[^\\s./]++)*+")) {
            throw fields.wrong("configurations", "not a map of PIDs: '" + pid + "' is none");
        }
        return pid;
    }

    private static Map<String, Object> values(Fields fields, Map.Entry<String, JsonElement> entry)
            throws MalformedException {
        if (!(entry.getValue() instanceof JsonObject object)) {
            throw fields.wrong(entry.getKey(), "not an object");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> property : object.entrySet()) {
            if (!(property.getValue() instanceof JsonPrimitive primitive)) {
                throw fields.wrong(property.getKey(), "not a string, integer or boolean");
            }
            values.put(property.getKey(), primitive.isString()
                    ? primitive.getAsString()
                    : primitive.isBoolean() ? (Object) primitive.getAsBoolean() : (Object) primitive.getAsLong());
        }
        return values;
    }

    private static List<Item> system(Fields fields) throws MalformedException {
        List<Item> system = new ArrayList<>();
        if (fields.has("extensions") && fields.raw("extensions").get(SYSTEM) instanceof JsonObject extension) {
            for (Fields artifact : Fields.of(SYSTEM, extension).objects("artifacts")) {
                system.add(new Item(Coordinates.parse(artifact.string("id")), 0));
            }
        }
        return system;
    }

    private static List<String> includes(Fields fields) throws MalformedException {
        return fields.has("extensions") && fields.raw("extensions").get(INCLUDES) instanceof JsonObject extension
                ? Fields.of(INCLUDES, extension).strings("text")
                : List.of();
    }

    private static Map<String, String> properties(Fields fields) throws MalformedException {
        Map<String, String> properties = new LinkedHashMap<>();
        if (fields.has("extensions") && fields.raw("extensions").get(PROPERTIES) instanceof JsonObject extension) {
            for (Map.Entry<String, JsonElement> entry : Fields.of(PROPERTIES, extension).raw("json").entrySet()) {
                if (!(entry.getValue() instanceof JsonPrimitive primitive)) {
                    throw fields.wrong(entry.getKey(), "not a string, integer or boolean");
                }
                properties.put(entry.getKey(), primitive.getAsString());
            }
        }
        return properties;
    }
}
