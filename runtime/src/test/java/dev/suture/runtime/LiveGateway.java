// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;

import org.osgi.framework.Version;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.suture.patch.PatchLevel;
import dev.suture.runtime.demo.EmbeddedBroker;
import dev.suture.runtime.demo.FreePorts;
import dev.suture.runtime.demo.LoadProcess;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.demo.ProcessIdentity;
import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.Home;
import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;

/** The shipped gateway with a broker and a vendor, patched again and again under load. */
final class LiveGateway {
    static final List<String> FEATURES = List.of("gateway", "http", "demo");

    private static final String BASE = "5.2.0";
    private static final Coordinates TEXT = coordinates("commons-text");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PER_SECOND = 100;
    /** Where a patch ends, for now or for good. */
    private static final Set<String> ENDS = Set.of("confirmed", "reverted", "refused", "deferred", "failed");

    private final Path folder;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Vendor vendor;
    private final Station station;
    private final LoadProcess load;
    private final ProcessIdentity identity;
    private final Map<String, Integer> issued = new HashMap<>();
    private int level;

    LiveGateway(Path folder) throws Exception {
        this.folder = folder;
        FreePorts ports = new FreePorts(new SecureRandom());
        int broker = ports.pick();
        int http = ports.pick();
        open(new EmbeddedBroker(broker));
        vendor = open(new Vendor(folder.resolve("vendor")));
        List<String> features = new ArrayList<>(FEATURES);
        features.add(site(broker, http).toString());
        vendor.base(BASE, Home.ofThisProcess(), features);
        station = open(new Station(folder.resolve("root"), Home.ofThisProcess().folder(), true,
                Station.firstStart(vendor, BASE, features)));
        station.await("is connected", LiveGateway::isConnected);
        load = open(new LoadProcess(new LoadPlan("127.0.0.1", http, "/greet?t=hello", "hello", PER_SECOND,
                Duration.ofSeconds(20)), folder.resolve("load.log")));
        identity = ProcessIdentity.find(station.process().pid()).orElseThrow();
        await("an answer", () -> load.snapshot().right() > 0);
    }

    /** A bundle of the base release under the next micro version that it has not had yet. */
    Path next(Coordinates id) throws IOException {
        Path jar = Home.ofThisProcess().jar(id);
        try (JarFile file = new JarFile(jar.toFile())) {
            Version version = Version.parseVersion(file.getManifest().getMainAttributes().getValue("Bundle-Version"));
            int more = issued.merge(id.artifact(), 1, Integer::sum);
            String next = version.getMajor() + "." + version.getMinor() + "." + (version.getMicro() + more);
            return Vendor.reissue(jar, next, folder.resolve(id.artifact() + "-" + next + ".jar"));
        }
    }

    /** The library that the gateway's own servlet uses, once more under another version. */
    Path nextText() throws IOException {
        return next(TEXT);
    }

    /** Publishes the next level, has the device look, and waits until the patch has ended as it should. */
    JsonObject patch(String end, Path jar) throws Exception {
        vendor.patch(BASE, jar);
        String label = BASE + " " + new PatchLevel(++level);
        await("the socket", this::check);
        JsonObject status = station.await(label + " ends", now -> label.equals(Station.text(now, "patch.label"))
                && ENDS.contains(Station.text(now, "phase")));
        assertEquals(end, Station.text(status, "phase"), status + "\n" + station.said());
        return status;
    }

    /** What the device noted of the newest level's switch: {@code bundles}, {@code closedMillis}. */
    JsonObject switched() throws IOException {
        String label = BASE + " " + new PatchLevel(level);
        return Files.readAllLines(folder.resolve("root/history.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.get("step").getAsString().equals("switched"))
                .map(event -> event.getAsJsonObject("details"))
                .filter(details -> details.get("label").getAsString().equals(label)).findFirst().orElseThrow();
    }

    /** How often a new updater has passed its exam. */
    int qualified() throws IOException {
        return station.said().split("the new updater has qualified", -1).length - 1;
    }

    /** Takes the newest level back from those who do not have it yet. */
    void pull() throws Exception {
        vendor.pull(BASE, level);
    }

    /** The same process since the first start, connected to its broker, and no request lost. */
    void assertUnharmed() throws Exception {
        assertEquals(Optional.of(identity), ProcessIdentity.find(station.process().pid()));
        station.await("is connected", LiveGateway::isConnected);
        LoadReport report = load.snapshot();
        assertEquals("", report.describeLost());
        assertTrue(report.right() > 0);
    }

    void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Nothing here is about time: a busy machine may take as long as it wants, but for an updater that is silent. */
    private Path site(int broker, int port) throws IOException {
        return Files.writeString(folder.resolve("site.json"), """
                {"feature-resource-version": "1.0", "id": "com.acme:site:1.0.0", "bundles": [], "configurations": {
                  "org.apache.felix.http": {"org.osgi.service.http.port": %d},
                  "dev.suture.notify.mqtt": {"broker": "tcp://127.0.0.1:%d"},
                  "dev.suture.agent": {"watchSeconds": 1, "lingerSeconds": 10, "firstPollSeconds": 86400},
                  "dev.suture.activate": {"gateMillis": 20000, "closedMillis": 20000, "unwatchedSeconds": 20},
                  "dev.suture.verify": {"repository": "%s"}}}
                """.formatted(port, broker, vendor.address()));
    }

    private boolean check() {
        try {
            station.check();
            return true;
        } catch (UserError e) {
            return false; // between two agents
        }
    }

    /** Of a bundle of the features. */
    static Coordinates coordinates(String artifact) {
        return Home.ofThisProcess().features(FEATURES).bundles().stream().map(Feature.Item::id)
                .filter(id -> id.artifact().equals(artifact)).findFirst().orElseThrow();
    }

    private static boolean isConnected(JsonObject status) {
        return status.has("notifiers") && status.get("notifiers").toString().contains("\"connected\":true");
    }

    private static void await(String what, Question question) throws Exception {
        if (Polling.await(PATIENCE, () -> question.ask() ? Optional.of(true) : Optional.empty()).isEmpty()) {
            throw new AssertionError("never: " + what);
        }
    }

    private interface Question {
        boolean ask() throws IOException;
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }
}
