// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.runtime.demo.Exploit;
import dev.suture.runtime.demo.FreePorts;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;

/**
 * From one base release to the next, in real processes: by a person's word only, with what is the device's own, and back if
 * the new one is not well.
 */
@Timeout(600)
class BaseUpdateTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String OLD = "5.2.0";
    private static final String NEXT = "5.3.0";
    private static final String EVENT_ADMIN = "org.apache.felix.eventadmin";
    private static final String FRAMEWORK = "org.apache.felix.framework";
    private static final List<String> FEATURES = List.of("core", "http", "demo");
    /** What an operator has set on this device. */
    private static final String OWN = "dev/suture/agent.config";

    @TempDir
    Path folder;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Vendor vendor;
    private Homes before;
    private Path site;
    private Exploit exploit;

    @BeforeEach
    void publish() throws Exception {
        vendor = new Vendor(folder.resolve("vendor"));
        opened.add(vendor);
        int port = new FreePorts(new SecureRandom()).pick();
        exploit = new Exploit(URI.create("http://127.0.0.1:" + port + "/"),
                Files.writeString(folder.resolve("secret"), "planted"));
        site = Station.site(folder.resolve("site.json"), vendor, 1, port);
        before = new Homes(folder.resolve("before"));
        before.replace("org.apache.felix:" + EVENT_ADMIN, Gateways.before(EVENT_ADMIN));
        before.replace("org.apache.felix:" + FRAMEWORK, Gateways.before(FRAMEWORK));
        vendor.base(OLD, before.home(), FEATURES);
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private Station start() throws Exception {
        List<String> features = new ArrayList<>(FEATURES);
        features.add(site.toString());
        Station station = new Station(folder.resolve("root"), folder.resolve("before"), true,
                Station.firstStart(vendor, OLD, features));
        opened.add(station);
        station.await("phase", "idle");
        return station;
    }

    /** The next base release: what is shipped, with the hole closed. */
    private Homes next() throws Exception {
        Homes next = new Homes(folder.resolve("next"));
        next.replace("org.apache.commons:commons-text", text("1.10.0"));
        return next;
    }

    private static Path text(String version) {
        return Home.ofThisProcess().jar(Coordinates.parse("org.apache.commons:commons-text:" + version));
    }

    private static String update(Station station, String base) {
        JsonObject request = new JsonObject();
        request.addProperty("command", "update");
        request.addProperty("base", base);
        return Station.text(station.ask(request), "message");
    }

    /** What the servlet answers, as soon as the gateway serves after a boot. */
    private String body() throws Exception {
        assertTrue(Polling.await(LIMIT, () -> Optional.of(exploit.isServed()).filter(on -> on)).isPresent());
        return exploit.attempt().body();
    }

    @Test
    void aPatchedGatewayMovesAndIsPatchedAgain() throws Exception {
        vendor.patch(OLD, text("1.10.0"));
        Station station = start();
        assertEquals("5.2.0 (a)", Station.text(station.await("phase", "confirmed"), "label"));
        assertTrue(assertThrows(UserError.class, () -> update(station, OLD)).getMessage().contains("already"));
        update(station, NEXT);
        JsonObject status = station.await("the answer", each -> each.toString().contains("no base release 5.3.0"));
        assertEquals("5.2.0 (a)", Station.text(status, "label"));

        vendor.wholeBase(NEXT, next().home(), FEATURES);
        station.check();
        assertEquals("5.2.0 (a)", Station.text(station.await("phase", "confirmed"), "label"), "not by itself");
        update(station, NEXT);
        JsonObject moved = station.await("moved", each -> Station.text(each, "label").equals(NEXT)
                && Station.text(each, "phase").equals("confirmed"));
        assertEquals(List.of(75), station.exits());
        assertEquals("2", Station.text(moved, "bootCount"));
        // Its port and its repository are this device's own, and it is at them still.
        assertEquals(exploit.template(), body());

        Path again = Vendor.reissue(text("1.10.0"), "1.10.1", folder.resolve("text-1.10.1.jar"));
        vendor.patch(NEXT, again);
        station.check();
        station.await("patched on the new ground", each -> Station.text(each, "label").equals("5.3.0 (a)")
                && Station.text(each, "phase").equals("confirmed"));
        assertEquals(List.of(75), station.exits());

        station.kill();
        station.start();
        station.await("label", "5.3.0 (a)");
        assertEquals(exploit.template(), body());
    }

    @Test
    void aBaseReleaseThatDoesNotStartIsLeftAgain() throws Exception {
        Station station = start();
        Path own = folder.resolve("root/config/5.2.0/" + OWN);
        Files.writeString(own, Files.readString(own).replace("lingerSeconds=L\"1\"", "lingerSeconds=L\"2\""));
        byte[] set = Files.readAllBytes(own);
        Homes next = next();
        next.replace("org.apache.felix:" + EVENT_ADMIN, Vendor.reissue(Gateways.shipped(EVENT_ADMIN), "1.99.0",
                folder.resolve("broken.jar"), "Bundle-Activator: no.such.Activator"));
        vendor.wholeBase(NEXT, next.home(), FEATURES);
        update(station, NEXT);
        JsonObject back = station.await("back", each -> Station.text(each, "label").equals(OLD)
                && Station.text(each, "reason.code").equals("quarantined"));
        assertTrue(back.toString().contains(NEXT), back.toString());
        assertEquals(new String(set), Files.readString(own));
        assertEquals("planted", body());
        update(station, NEXT);
        station.await("refused", each -> each.toString().contains("5.3.0 is refused"));
    }
}
