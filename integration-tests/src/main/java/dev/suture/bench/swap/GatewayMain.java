// SPDX-License-Identifier: Apache-2.0
package dev.suture.bench.swap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.FirstGeneration;
import dev.suture.runtime.launch.Home;
import dev.suture.runtime.launch.Launcher;

/**
 * The gateway that is measured: the shipped features, booted by the launcher. Arguments: technique, state root, HTTP port.
 * Each line on standard input is a swap; its note is the line on standard output. It ends with its input.
 */
public final class GatewayMain {
    private static final List<String> FEATURES = List.of("gateway", "http", "demo");
    private static final String PRODUCT = "gateway";
    private static final String BASE = "5.2.0";
    /** The agent stays idle: what swaps when is up to the benchmark. */
    private static final long FIRST_POLL_SECONDS = 24 * 3600;

    private GatewayMain() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream notes = System.out;
        // Whatever else is printed in this process is no note.
        System.setOut(System.err);
        try {
            serve(Technique.valueOf(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]), notes);
            System.exit(0);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(Technique technique, Path root, int port, PrintStream notes)
            throws IOException, InterruptedException {
        Home home = Home.ofThisProcess();
        Libraries libraries = Libraries.prepare(home, root.resolve("libraries"));
        Feature feature = home.features(FEATURES).withoutSystem();
        new FirstGeneration(root, home).make(PRODUCT, BASE, configured(feature, port));
        try (Launcher launcher = Launcher.boot(root, properties(feature), false, System.err::println)) {
            Swapper swapper = technique.swapper(launcher, root, libraries);
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                notes.println(swapper.swap().write());
            }
        }
    }

    private static Feature configured(Feature feature, int port) {
        Map<String, Map<String, Object>> configurations = new HashMap<>(feature.configurations());
        Map<String, Object> http = new HashMap<>(configurations.get("org.apache.felix.http"));
        http.put("org.osgi.service.http.port", (long) port);
        configurations.put("org.apache.felix.http", http);
        configurations.put("dev.suture.agent", Map.of("firstPollSeconds", FIRST_POLL_SECONDS));
        return new Feature(feature.bundles(), configurations, feature.frameworkProperties(), List.of());
    }

    private static Map<String, String> properties(Feature feature) {
        Map<String, String> properties = new HashMap<>(feature.frameworkProperties());
        properties.put("suture.product", PRODUCT);
        properties.put("suture.base", BASE);
        properties.put("suture.device", "bench");
        return properties;
    }
}
