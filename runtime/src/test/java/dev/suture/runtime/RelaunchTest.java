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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

import dev.suture.runtime.launch.Home;

/** A patch of what everything hangs on, in real processes: consent, boot, watch, and the way back. */
@Timeout(600)
class RelaunchTest {
    private static final String BASE = "5.2.0";
    private static final Path BEFORE = Path.of("target/before/org.apache.felix.eventadmin-"
            + System.getProperty("felix.eventadmin.before.version") + ".jar");
    private static final Path SINCE = Home.ofThisProcess().jar(dev.suture.runtime.launch.Coordinates.parse(
            "org.apache.felix:org.apache.felix.eventadmin:" + System.getProperty("felix.eventadmin.version")));

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
        homes.replace("org.apache.felix:org.apache.felix.eventadmin", BEFORE);
        features = List.of("core", Station.site(folder.resolve("site.json"), vendor, 0).toString());
        vendor.base(BASE, homes.home(), features);
        vendor.patch(BASE, SINCE);
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
        Station station = station(false);
        station.await("phase", "deferred");
        station.ask("consent");
        JsonObject failed = station.await("phase", "failed");
        assertTrue(Station.text(failed, "reason.text").contains("nobody would start this gateway again"),
                failed.toString());
        assertTrue(station.process().isAlive());
    }
}
