// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

/** What a boot makes of a trial that died, of a machine that lost its power, and of damaged files; in real processes. */
@Timeout(600)
class BootRulesTest {
    private static final String EVENT_ADMIN = "org.apache.felix.eventadmin";
    private static final String FRAMEWORK = "org.apache.felix.framework";
    private static final String METATYPE = "org.apache.felix.metatype";
    /** Longer than any test: these trials do not end by themselves. */
    private static final int ALWAYS = 3600;

    @TempDir
    Path folder;
    private Gateways gateways;
    private Station station;

    @AfterEach
    void stop() throws Exception {
        gateways.close();
    }

    /** A patch that needs a relaunch, with consent. */
    private void relaunch(int watchSeconds, Path... jars) throws Exception {
        gateways = new Gateways(folder, watchSeconds, 0, "core");
        gateways.vendor.patch(Gateways.BASE, jars);
        station = gateways.start(true);
        station.await("phase", "deferred");
        station.ask("consent");
    }

    private void killAndStart() throws Exception {
        station.kill();
        station.start();
    }

    @Test
    void aTrialThatDiesTwiceIsTakenBackAndPowerLossIsNoDeath() throws Exception {
        relaunch(ALWAYS, Gateways.shipped(EVENT_ADMIN));
        station.await("trial", "2");
        killAndStart();
        station.await("trial", "2");

        // The power goes three times.
        for (int boot = 1; boot < 4; boot++) {
            station.kill();
            String current = current();
            assertTrue(current.contains("\"attempts\":0"), current);
            Files.writeString(gateways.root.resolve("current.json"),
                    current.replaceFirst("\"boot\":\"[^\"]+\"",
                            "\"boot\":\"00000000-0000-0000-0000-00000000000" + boot + "\""));
            station.start();
            station.await("trial", "2");
        }

        killAndStart();
        JsonObject status = awaitTakenBack();
        assertEquals("died", Station.text(status, "setback.cause"));
        assertEquals("2", Station.text(status, "setback.generation"));
        assertEquals("quarantined", Station.text(status, "reason.code"));
        station.awaitSaid("generation 2 was given up: it did not live through its trial");
        requireNotTriedAgain();
    }

    @Test
    void aFrameworkThatDoesNotEvenStartIsTakenBackByItself() throws Exception {
        Path broken = Vendor.reissue(Gateways.shipped(FRAMEWORK), "7.0.9", folder.resolve("broken.jar"),
                "org/apache/felix/framework/Felix.class");
        relaunch(ALWAYS, broken);
        JsonObject status = awaitTakenBack();
        assertEquals("died", Station.text(status, "setback.cause"));
        assertEquals(List.of(75, 75, 75), station.exits(), "the relaunch and two boots that came to nothing");
        requireNotTriedAgain();
    }

    @Test
    void aRedTrialIsTakenBackByOneMoreBoot() throws Exception {
        relaunch(ALWAYS, Vendor.reissue(Gateways.shipped(METATYPE), "1.9.0", folder.resolve("bad.jar"),
                "Require-Capability: nobody.has.this"));
        JsonObject status = awaitTakenBack();
        assertEquals("quarantined", Station.text(status, "reason.code"));
        assertTrue(Station.text(status, "reason.text").contains(METATYPE), status.toString());
        assertFalse(status.has("setback"), "it was taken back in order");
        assertEquals(List.of(75, 75), station.exits());
        requireNotTriedAgain();
    }

    @Test
    void damagedFilesLeadBackToWhatIsWhole() throws Exception {
        relaunch(2, Gateways.shipped(EVENT_ADMIN));
        station.await("phase", "confirmed");
        station.close();

        // current.json alone: the journal stands in for it.
        Files.writeString(gateways.root.resolve("current.json"), "{\"format\":1,\"confirmed\":");
        station.start();
        assertEquals("5.2.0 (a)", Station.text(station.await("generation", "2"), "label"));
        station.close();

        // The confirmed generation: the one before.
        Path jar = gateways.root
                .resolve("generations/2/" + EVENT_ADMIN + "_" + Gateways.version(EVENT_ADMIN, "") + ".jar");
        assertTrue(jar.toFile().setWritable(true));
        Files.write(jar, new byte[]{0});
        station.start();
        JsonObject status = station.await("generation", "1");
        assertEquals("damaged", Station.text(status, "setback.cause"));
        assertEquals("2", Station.text(status, "setback.generation"));
        station.awaitSaid("generation 2 is damaged on disk; going back to the one before");
        station.close();

        // Both: one clear line.
        Files.writeString(gateways.root.resolve("current.json"), "");
        Files.writeString(gateways.root.resolve("journal/script.log"), "");
        int before = station.said().length();
        station.start();
        assertEquals(2, station.process().waitFor());
        String said = station.said().substring(before);
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.startsWith("suture: current.json is not what the anchor wrote, and the journal does not say"),
                said);
        assertTrue(said.contains("restore"), said);
    }

    @Test
    void aDamagedTrialLeadsBackToTheConfirmed() throws Exception {
        relaunch(ALWAYS, Gateways.shipped(EVENT_ADMIN));
        station.await("trial", "2");
        station.kill();
        Files.delete(gateways.root.resolve("generations/2.json"));
        station.start();
        JsonObject status = station.await("generation", "1");
        assertEquals("damaged", Station.text(status, "setback.cause"));
        assertEquals("5.2.0", Station.text(status, "label"));
    }

    private JsonObject awaitTakenBack() throws Exception {
        return station.await("5.2.0 runs again", status -> "reverted".equals(Station.text(status, "phase"))
                && "5.2.0".equals(Station.text(status, "label")));
    }

    private void requireNotTriedAgain() throws Exception {
        int exits = station.exits().size();
        assertEquals("reverted", Station.text(station.recheck(), "phase"));
        assertEquals(exits, station.exits().size());
    }

    private String current() throws IOException {
        return Files.readString(gateways.root.resolve("current.json"));
    }
}
