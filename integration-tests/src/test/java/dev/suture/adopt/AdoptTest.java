// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import static dev.suture.adopt.Surroundings.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

import dev.suture.runtime.demo.Exploit;
import dev.suture.runtime.demo.FreePorts;
import dev.suture.runtime.demo.LoadProcess;
import dev.suture.runtime.guest.Inventory;
import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host that serves is adopted by the guide, patched, restarted, and provisioned anew. */
@Timeout(600)
class AdoptTest {
    private static final String LIBRARY = "org.apache.commons.commons-text";
    private static final String DEMO = "dev.suture.demo";
    private static final Set<String> PATCHED = Set.of(LIBRARY, DEMO);
    /** What only the hole gives away. */
    private static final String SECRET = "planted-5c1e";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void theGuideUnderLoad(Host.Kind kind) throws Exception {
        int port = new FreePorts(new SplittableRandom()).pick();
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Exploit exploit = new Exploit(URI.create("http://127.0.0.1:" + port + "/"), secret);
        try (Surroundings around = new Surroundings(folder);
                Host host = new Host(kind, folder.resolve("host"), Host.bundles("core", "http", "demo"), web(port))) {
            start(host, exploit);
            assertEquals(SECRET, exploit.attempt().body());
            adoptAndPatch(host, around, port);
            assertEquals(exploit.template(), exploit.attempt().body(), "the hole is closed");

            host.stop();
            start(host, exploit);
            assertEquals("5.2.0 (a)", around.status("phase", "confirmed").get("label").getAsString());
            assertEquals(exploit.template(), exploit.attempt().body(), "a host that keeps what it has keeps the patch");
            assertEquals(List.of(), around.drift(0));

            host.stop();
            host.empty();
            start(host, exploit);
            assertEquals(SECRET, exploit.attempt().body(), "its provisioner has restored what it knows");
            around.guide("").follow("3 Adopt", host);
            around.status("label", "5.2.0 (a)");
            around.status("phase", "confirmed");
            assertEquals(exploit.template(), exploit.attempt().body(), "the newest patch was applied again");
            assertTrue(around.log().contains("drift: the host runs " + LIBRARY + " 1.9.0"), around::log);
        }
    }

    private void adoptAndPatch(Host host, Surroundings around, int port) throws Exception {
        Guide guide = around.guide(DEMO);
        List<Host.Row> before = host.installed();
        try (LoadProcess load = load(port)) {
            guide.follow("Before", host);
            String answer = String.join("\n", guide.follow("1 Take an inventory", host));
            assertTrue(answer.contains("no base release of gateway is known yet"), answer);
            assertEquals(List.of(), unknown(around), "every jar of a framework's own is found");
            guide.follow("2 Make a base release of it", host);
            assertEquals(List.of(), guide.follow("3 Adopt", host));
            assertEquals("line-1", around.status("label", "5.2.0").get("device").getAsString());
            assertEquals(host.pid() + "\n", Files.readString(around.root().resolve("lock")), "in the host's process");
            assertTrue(host.installed().containsAll(before), "nothing of the host is touched");

            guide.follow("4 Patch it", host);
            around.status("phase", "confirmed");
            Set<String> stopped = new TreeSet<>(host.say("events"));
            stopped.remove("dev.suture.guest"); // its first start had to fail
            assertEquals(PATCHED, stopped);
            assertEquals(List.of("1.10.0"), host.active(LIBRARY));
            List<Host.Row> foreign = before.stream().filter(row -> !PATCHED.contains(row.name())).toList();
            assertTrue(foreign.size() > 20 && host.installed().containsAll(foreign), "same ids, states and dates");
            LoadReport report = load.stop();
            assertEquals("", report.describeLost());
            assertTrue(report.sent() > 100, report::toString);
        }
    }

    private static void start(Host host, Exploit exploit) throws IOException, InterruptedException {
        host.start();
        await("the page", () -> exploit.isServed() ? Optional.of(true) : Optional.empty());
    }

    private static List<Inventory.Item> unknown(Surroundings around) throws Exception {
        return Inventory.read(Files.readAllBytes(around.root().resolve("inventory.json"))).bundles().stream()
                .filter(item -> item.find().isEmpty()).toList();
    }

    private LoadProcess load(int port) throws IOException {
        return new LoadProcess(new LoadPlan("127.0.0.1", port, "/greet?t=hello", "hello", 100, Duration.ofSeconds(30)),
                folder.resolve("load.log"));
    }

    private static List<String> web(int port) {
        return List.of("org.apache.felix.http.host=127.0.0.1", "org.osgi.service.http.port=" + port,
                "org.apache.felix.http.jetty.threadpool.max=250");
    }
}
