// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.suture.runtime.demo.Exploit;
import dev.suture.runtime.demo.FreePorts;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;
import dev.suture.tuf.tls.TestAuthority.Wish;
import dev.suture.tuf.tls.TestIdentity;
import dev.suture.tuf.tls.TlsFiles;

import picocli.CommandLine;

/**
 * The shipped gateway, the shipped command and the real broker with the configuration that ships, each in its own process,
 * over TLS: what comes in the middle, comes late, has ended or is not who it should be delays a patch at most.
 */
@Timeout(600)
class MosquittoTest {
    /** Nothing is judged by it; a busy machine may be slow. */
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String BASE = "5.2.0";
    private static final String DEVICE = "line-1";
    private static final String NOTIFY = "suture/v1/gateway/b/5.2.0/notify";
    private static final String STATE = "suture/v1/gateway/d/line-1/state";
    private static final String PLANTED = "planted";
    private static final List<String> SHIPPED = List.of("gateway", "http", "demo");

    @TempDir
    static Path shared;
    private static Vendor vendor;
    private static Gate gate;

    @TempDir
    Path folder;
    private BrokerPki pki;
    private Mosquitto broker;
    private TlsFiles announcer;
    private Exploit exploit;
    private int port;
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** One patch for all: a device that hears nothing looks for news after a day only. */
    @BeforeAll
    static void publish() throws Exception {
        vendor = new Vendor(shared.resolve("vendor"));
        gate = new Gate(shared.resolve("vendor/repository"));
        Home home = Home.ofThisProcess();
        vendor.base(BASE, home, SHIPPED);
        vendor.patch(BASE, home.jar(Coordinates.parse("org.apache.commons:commons-text:1.10.0")));
    }

    @AfterAll
    static void close() {
        gate.close();
        vendor.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        FreePorts ports = new FreePorts(new SecureRandom());
        pki = new BrokerPki(folder.resolve("pki"));
        broker = new Mosquitto(folder.resolve("broker"), ports.pick(), pki);
        opened.add(broker);
        announcer = pki.client("Announcer");
        port = ports.pick();
        exploit = new Exploit(URI.create("http://127.0.0.1:" + port + "/"),
                Files.writeString(folder.resolve("secret"), PLANTED));
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void aPushOverMutualTlsClosesTheHole() throws Exception {
        broker.start();
        Station station = station(pki.client(DEVICE), "");
        awaitConnected(station);
        assertEquals(PLANTED, exploit.attempt().body());
        assertEquals(0, announce(announcer, ""));
        confirmed(station);
        try (MqttPeer fleet = fleet()) {
            fleet.subscribe(STATE);
            assertTrue(fleet.await(STATE, "\"phase\":\"confirmed\"").text().contains("\"level\":1"));
        }
    }

    @Test
    void aPushOverTlsWithUserAndPassword() throws Exception {
        broker = new Mosquitto(folder.resolve("broker-2"), broker.port(), pki, "require_certificate true",
                "require_certificate false", "use_identity_as_username true",
                "password_file " + folder.resolve("broker-2/users"));
        opened.add(broker);
        broker.users(DEVICE, "geheim");
        broker.start();
        String login = login(DEVICE, "falsch");
        Station station = station(pki.nobody(), login);
        // What Mosquitto says to MQTT 5 clients with a wrong password.
        awaitTrouble(station, "this device is not authorized");
        login(DEVICE, "geheim");
        awaitConnected(station);
        // Whoever may not announce is told so.
        assertEquals(2, announce(pki.nobody(), login));
        broker.users("Announcer", "leise");
        broker.reload();
        assertEquals(0, announce(pki.nobody(), login("Announcer", "leise")));
        confirmed(station);
        assertFalse(station.said().contains("geheim") || station.said().contains("falsch"), station.said());
    }

    @Test
    void theBrokerIsKilledInTheMiddle() throws Exception {
        broker.start();
        Station station = station(pki.client(DEVICE), "");
        awaitConnected(station);
        gate.shut();
        assertEquals(0, announce(announcer, ""));
        gate.awaitAsked();
        broker.awaitSaved(NOTIFY);
        broker.kill();
        gate.open();
        confirmed(station);
        broker.start();
        awaitConnected(station);
        try (MqttPeer fleet = fleet()) {
            fleet.subscribe(STATE);
            fleet.subscribe(NOTIFY);
            fleet.await(STATE, "\"phase\":\"confirmed\"");
        }
    }

    @Test
    void theBrokerDiesWithTheNoticeAndIsLateAtTheStart() throws Exception {
        broker.start();
        assertEquals(0, announce(announcer, ""));
        broker.awaitSaved(NOTIFY);
        broker.kill();
        Station station = station(pki.client(DEVICE), "");
        awaitTrouble(station, "Connection refused");
        assertEquals(PLANTED, exploit.attempt().body());
        broker.start();
        confirmed(station);
    }

    @Test
    void theGatewayIsKilledInTheMiddle() throws Exception {
        broker.start();
        Station station = station(pki.client(DEVICE), "");
        awaitConnected(station);
        gate.shut();
        assertEquals(0, announce(announcer, ""));
        gate.awaitAsked();
        station.kill();
        gate.open();
        station.start();
        confirmed(station);
    }

    @Test
    void aBrokerThatIsNotWhoItShouldBeDelaysNothing() throws Exception {
        pki.broker(Wish.ended("broker", BrokerPki.LONG_AGO, BrokerPki.HOST));
        broker.start();
        Station station = station(pki.client(DEVICE), "");
        awaitTrouble(station, "its certificate ended on 2024-02-29T12:00:00Z; renew it at the server");
        serveAs(() -> pki.broker(Wish.valid(BrokerPki.HOST, "broker.example")));
        awaitTrouble(station, "its certificate is not for this host name");
        serveAs(pki::strangeBroker);
        awaitTrouble(station, "its certificate is signed by none of those in " + pki.file("ca.pem"));
        assertEquals(PLANTED, exploit.attempt().body());
        long pid = station.process().pid();
        station.check();
        confirmed(station);
        serveAs(() -> pki.broker(Wish.valid("broker", BrokerPki.HOST)));
        awaitConnected(station);
        assertEquals(pid, station.process().pid());
    }

    @Test
    void aDeviceWhoseCertificateHasEndedConnectsByItselfOnceItIsRenewed() throws Exception {
        broker.start();
        assertEquals(0, announce(announcer, ""));
        Station station = station(pki.ended(DEVICE), "");
        awaitTrouble(station, "the client certificate " + pki.file("client-line-1.pem")
                + " ended on 2024-02-29T12:00:00Z; renew it");
        pki.stranger(DEVICE);
        awaitTrouble(station, "it does not accept the client's certificate, or wants one");
        assertEquals(PLANTED, exploit.attempt().body());
        long pid = station.process().pid();
        pki.client(DEVICE);
        awaitConnected(station);
        confirmed(station);
        assertEquals(pid, station.process().pid());
    }

    private interface Change {
        void make() throws Exception;
    }

    /** As an administrator does it: new files, and a signal. */
    private void serveAs(Change change) throws Exception {
        change.make();
        broker.reload();
    }

    private Station station(TlsFiles files, String login) throws Exception {
        Path site = Files.writeString(folder.resolve("site.json"), """
                {"feature-resource-version": "1.0", "id": "com.acme:site:1.0.0", "bundles": [], "configurations": {
                  "org.apache.felix.http": {"org.osgi.service.http.port": %d},
                  "dev.suture.agent": {"watchSeconds": 1, "lingerSeconds": 1, "firstPollSeconds": 86400},
                  "dev.suture.notify.mqtt": {"broker": "%s", "trust": "%s", "certificate": "%s", "key": "%s",
                    "credentials": "%s"},
                  "dev.suture.verify": {"repository": "%s"}}}
                """.formatted(port, broker.address(), files.trust(), files.certificate(), files.key(), login,
                gate.address()));
        List<String> features = new ArrayList<>(SHIPPED);
        features.add(site.toString());
        Station station = new Station(folder.resolve("root"), Home.ofThisProcess().folder(), false,
                Station.firstStart(vendor, BASE, features));
        opened.add(station);
        station.await("phase", "idle");
        assertTrue(Polling.await(LIMIT, () -> Optional.of(exploit.isServed()).filter(on -> on)).isPresent(),
                station.said());
        return station;
    }

    private MqttPeer fleet() throws Exception {
        return new MqttPeer(broker.address(), pki.client("Fleet"), "");
    }

    private int announce(TlsFiles files, String login) {
        CommandLine line = Main.line();
        StringWriter said = new StringWriter();
        line.setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        int code = line.execute("announce", shared.resolve("vendor").toString(), "--base", BASE, "--broker",
                broker.address(), "--trust", files.trust(), "--certificate", files.certificate(), "--key",
                files.key(), "--credentials", login);
        assertEquals(1, said.toString().lines().count(), said.toString());
        return code;
    }

    private String login(String user, String password) throws Exception {
        return TestIdentity.secret(folder.resolve("login-" + user),
                (user + "\n" + password + "\n").getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void confirmed(Station station) throws Exception {
        assertEquals("5.2.0 (a)", Station.text(station.await("phase", "confirmed"), "label"));
        assertEquals(exploit.template(), exploit.attempt().body());
    }

    private static void awaitConnected(Station station) throws Exception {
        station.await("connected", status -> notifier(status).endsWith(", connected"));
    }

    /** One line in the log, and the same in the status. */
    private void awaitTrouble(Station station, String reason) throws Exception {
        station.await(reason,
                status -> notifier(status).contains("MQTT broker " + broker.address() + ", not connected: "
                        + reason));
        station.awaitSaid("MQTT: cannot reach " + broker.address() + ": " + reason);
        assertFalse(station.said().contains("\tat "), station.said());
    }

    private static String notifier(JsonObject status) {
        return status.get("notifiers") instanceof JsonArray all && !all.isEmpty()
                ? all.get(0).getAsJsonObject().get("description").getAsString()
                : "";
    }
}
