// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.osgi.util.tracker.ServiceTracker;

import dev.suture.anchor.Anchor;

/** A real gateway in this process, made from the shipped features; stops when closed. */
final class Gateway implements AutoCloseable {
    static final String BASE = "5.2.0";

    private final Launcher launcher;
    private final int port;

    private Gateway(Launcher launcher, int port) {
        this.launcher = launcher;
        this.port = port;
    }

    /** Boots the gateway of this state root; makes its first generation if it has none. */
    static Gateway boot(Path root, String... features) throws IOException {
        Feature feature = Home.ofThisProcess().features(List.of(features)).withoutSystem();
        int port = freePort();
        Map<String, Map<String, Object>> configurations = new HashMap<>(feature.configurations());
        configurations.computeIfPresent("org.apache.felix.http", (pid, values) -> {
            Map<String, Object> changed = new HashMap<>(values);
            changed.put("org.osgi.service.http.port", (long) port);
            return changed;
        });
        new FirstGeneration(root, Home.ofThisProcess()).make("gateway", BASE,
                new Feature(feature.bundles(), configurations, feature.frameworkProperties(), List.of()));
        return start(root, feature, port);
    }

    private static Gateway start(Path root, Feature feature, int port) throws IOException {
        Settings settings = new Settings("gateway", BASE, "test", feature.frameworkProperties());
        return new Gateway(Launcher.boot(root, settings.frameworkProperties(), false, line -> {}), port);
    }

    Launcher launcher() {
        return launcher;
    }

    Anchor anchor() {
        return launcher.context().getService(launcher.context().getServiceReference(Anchor.class));
    }

    /** What the gateway answers to a template; its status line if that is not 200. */
    String greet(String template) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/greet?t="
                + URLEncoder.encode(template, StandardCharsets.UTF_8)).toURL().openConnection();
        connection.setReadTimeout(20_000);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            return "status " + connection.getResponseCode();
        }
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Waits until the HTTP server serves. A framework that stops while it starts is noisy, and tells nothing. */
    void awaitHttp() throws InterruptedException {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(launcher.context(),
                "org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
        tracker.open();
        assertNotNull(tracker.waitForService(20_000), "no HTTP server");
        tracker.close();
    }

    @Override
    public void close() throws IOException {
        launcher.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
