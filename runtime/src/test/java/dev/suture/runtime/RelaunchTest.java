// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;

/** A patch of what everything hangs on, in real processes: consent, boot, watch, and the way back. */
@Timeout(600)
class RelaunchTest {
    private static final String BASE = "5.2.0";

    private static final List<String> SYSTEM = List.of("org.apache.felix.framework", "dev.suture.anchor",
            "dev.suture.launcher");

    @TempDir
    Path folder;
    private Path root;
    private Vendor vendor;
    private List<String> features;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void publish() throws Exception {
        root = folder.resolve("root");
        vendor = new Vendor(folder.resolve("vendor"));
        opened.add(vendor);
        Homes homes = new Homes(folder.resolve("home"));
        homes.replace("org.apache.felix:org.apache.felix.eventadmin", before("org.apache.felix.eventadmin"));
        homes.replace("org.apache.felix:org.apache.felix.framework", before("org.apache.felix.framework"));
        features = List.of("core", Station.site(folder.resolve("site.json"), vendor, 0).toString());
        vendor.base(BASE, homes.home(), features);
    }

    /** The real release before the one that is shipped. */
    private static Path before(String artifact) {
        return Path.of("target/before", artifact + "-"
                + System.getProperty(artifact.replace("org.apache.", "") + ".before.version") + ".jar");
    }

    private static Path shipped(String artifact) {
        return Home.ofThisProcess().jar(Coordinates.parse("org.apache.felix:" + artifact + ":"
                + System.getProperty(artifact.replace("org.apache.", "") + ".version")));
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private Station station(boolean attended) throws Exception {
        Station station = new Station(root, folder.resolve("home"), attended,
                Station.firstStart(vendor, BASE, features));
        opened.add(station);
        return station;
    }

    @Test
    void aRealEventAdminIsReplacedWithConsentAndNotWithout() throws Exception {
        vendor.patch(BASE, shipped("org.apache.felix.eventadmin"));
        Station station = station(true);
        JsonObject waiting = station.await("phase", "deferred");
        assertTrue(Station.text(waiting, "reason.text").contains("suture consent"), waiting.toString());
        long before = station.process().pid();
        assertEquals(List.of(), station.exits());

        station.ask("consent");
        JsonObject confirmed = station.await("phase", "confirmed");
        assertEquals("5.2.0 (a)", Station.text(confirmed, "label"));
        assertEquals("2", Station.text(confirmed, "generation"));
        assertEquals(List.of(75), station.exits());
        assertNotEquals(before, station.process().pid());
        assertTrue(station.said().contains("5.2.0 (a) runs as line-1, generation 2"), station.said());
        assertEquals("2", Station.text(confirmed, "bootCount"));
    }

    @Test
    void whereNobodyStartsItAgainNothingStops() throws Exception {
        vendor.patch(BASE, shipped("org.apache.felix.eventadmin"));
        Station station = station(false);
        station.await("phase", "deferred");
        station.ask("consent");
        JsonObject failed = station.await("phase", "failed");
        assertTrue(Station.text(failed, "reason.text").contains("nobody would start this gateway again"),
                failed.toString());
        assertTrue(station.process().isAlive());
    }

    @Test
    void frameworkAnchorAndLauncherAreTheGenerationsOwn() throws Exception {
        vendor.patch(BASE, shipped("org.apache.felix.framework"), reissued("dev.suture.anchor"),
                reissued("dev.suture.launcher"));
        Station station = station(true);
        station.await("phase", "deferred");
        assertEquals(List.of("org.apache.felix.framework_" + System.getProperty("felix.framework.before.version")
                + ".jar", "dev.suture.anchor_0.1.0.jar", "dev.suture.launcher_0.1.0.jar"), loadedFrom(station, 1));
        station.ask("consent");
        assertEquals("5.2.0 (a)", Station.text(station.await("phase", "confirmed"), "label"));
        assertEquals(List.of("org.apache.felix.framework_" + System.getProperty("felix.framework.version") + ".jar",
                "dev.suture.anchor_0.1.1.jar", "dev.suture.launcher_0.1.1.jar"), loadedFrom(station, 2));
    }

    /** What of a generation's system the process has open: a class loader keeps its jars so. */
    private List<String> loadedFrom(Station station, int generation) throws IOException {
        Path jars = root.toRealPath().resolve("generations/" + generation);
        List<String> open = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + station.process().pid() + "/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).startsWith(jars)) {
                    open.add(Files.readSymbolicLink(file).getFileName().toString());
                }
            }
        }
        return SYSTEM.stream().flatMap(name -> open.stream().filter(file -> file.startsWith(name + "_"))).distinct()
                .toList();
    }

    private Path reissued(String bundle) throws IOException {
        Path jar = Home.ofThisProcess().jar(Coordinates.parse("dev.suture:" + bundle + ":0.1.0"));
        return Vendor.reissue(jar, "0.1.1", folder.resolve(bundle + "-0.1.1.jar"));
    }
}
