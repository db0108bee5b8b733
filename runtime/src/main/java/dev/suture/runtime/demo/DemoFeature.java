// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.suture.tuf.json.StrictJson;

/** The part of the demo's base release that is of this run only: who is where, and a watch that spectators can wait for. */
final class DemoFeature {
    private static final int WATCH_SECONDS = 3;
    /** So late that the push alone can be what the device acts on. */
    private static final int FIRST_POLL_SECONDS = 24 * 3600;

    private DemoFeature() {
    }

    static Path file(Wiring wiring) {
        return wiring.folder().resolve("this-run.json");
    }

    static Path write(Wiring wiring) throws IOException {
        JsonObject configurations = new JsonObject();
        configurations.add("org.apache.felix.http", property("org.osgi.service.http.port", wiring.gateway().getPort()));
        configurations.add("dev.suture.notify.mqtt", property("broker", wiring.broker()));
        configurations.add("dev.suture.verify", property("repository", wiring.repository().toString()));
        JsonObject agent = property("watchSeconds", WATCH_SECONDS);
        agent.addProperty("firstPollSeconds", FIRST_POLL_SECONDS);
        configurations.add("dev.suture.agent", agent);
        JsonObject feature = new JsonObject();
        feature.addProperty("feature-resource-version", "1.0");
        feature.addProperty("id", "dev.suture:dev.suture.feature.this-run:0.1.0");
        feature.add("bundles", new JsonArray());
        feature.add("configurations", configurations);
        return Files.write(file(wiring), StrictJson.writePretty(feature));
    }

    private static JsonObject property(String name, String value) {
        JsonObject properties = new JsonObject();
        properties.addProperty(name, value);
        return properties;
    }

    private static JsonObject property(String name, long value) {
        JsonObject properties = new JsonObject();
        properties.addProperty(name, value);
        return properties;
    }
}
