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

/** A patch of what everything hangs on, in real processes: consent, boot, watch, and the way back. */
@Timeout(600)
class RelaunchTest {
    private static final String FRAMEWORK = "org.apache.felix.framework";
    private static final String EVENT_ADMIN = "org.apache.felix.eventadmin";
    private static final List<String> SYSTEM = List.of(FRAMEWORK, "dev.suture.anchor",
            "dev.suture.launcher");

    @TempDir
    Path folder;
    private Gateways gateways;

    @BeforeEach
    void publish() throws Exception {
        gateways = new Gateways(folder, 2, 0, "core");
    }

    @AfterEach
    void stop() throws Exception {
        gateways.close();
    }

    @Test
    void aRealEventAdminIsReplacedWithConsentAndNotWithout() throws Exception {
        gateways.vendor.patch(Gateways.BASE, Gateways.shipped(EVENT_ADMIN));
        Station station = gateways.start(true);
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

        station.ask("remove");
        JsonObject removed = station.await("5.2.0 confirmed", status -> "5.2.0".equals(Station.text(status, "label"))
                && "confirmed".equals(Station.text(status, "phase")));
        assertEquals("removed", Station.text(removed, "reason.code"), "an operator's word is consent");
        assertEquals(List.of(75, 75), station.exits());
    }

    @Test
    void whereNobodyStartsItAgainNothingStops() throws Exception {
        gateways.vendor.patch(Gateways.BASE, Gateways.shipped(EVENT_ADMIN));
        Station station = gateways.start(false);
        station.await("phase", "deferred");
        station.ask("consent");
        JsonObject failed = station.await("phase", "failed");
        assertTrue(Station.text(failed, "reason.text").contains("nobody would start this gateway again"),
                failed.toString());
        assertTrue(station.process().isAlive());
    }

    @Test
    void frameworkAnchorAndLauncherAreTheGenerationsOwn() throws Exception {
        gateways.vendor.patch(Gateways.BASE, Gateways.shipped(FRAMEWORK), gateways.reissued("dev.suture.anchor"),
                gateways.reissued("dev.suture.launcher"));
        Station station = gateways.start(true);
        station.await("phase", "deferred");
        assertEquals(List.of(FRAMEWORK + "_" + Gateways.version(FRAMEWORK, ".before")
                + ".jar", "dev.suture.anchor_0.1.0.jar", "dev.suture.launcher_0.1.0.jar"), loadedFrom(station, 1));
        station.ask("consent");
        assertEquals("5.2.0 (a)", Station.text(station.await("phase", "confirmed"), "label"));
        assertEquals(List.of(FRAMEWORK + "_" + Gateways.version(FRAMEWORK, "") + ".jar",
                "dev.suture.anchor_0.1.1.jar", "dev.suture.launcher_0.1.1.jar"), loadedFrom(station, 2));
    }

    /** What of a generation's system the process has open: a class loader keeps its jars so. */
    private List<String> loadedFrom(Station station, int generation) throws IOException {
        Path jars = gateways.root.toRealPath().resolve("generations/" + generation);
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
}
