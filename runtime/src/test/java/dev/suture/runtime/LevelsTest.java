// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;

import dev.suture.runtime.Quirk.Kind;
import dev.suture.runtime.demo.Exploit;
import dev.suture.runtime.demo.FreePorts;
import dev.suture.runtime.demo.LoadProcess;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.launch.Coordinates;
import dev.suture.runtime.launch.Home;
import dev.suture.runtime.load.LoadPlan;
import dev.suture.runtime.load.LoadReport;
import dev.suture.tuf.json.MalformedException;
import dev.suture.tuf.json.StrictJson;

/** Good, bad, doubtful, pulled and removed levels on a gateway as it ships, which serves meanwhile and loses no request. */
@Timeout(600)
class LevelsTest {
    private static final int WATCH_SECONDS = 3;
    private static final Path TEXT = shipped("org.apache.commons:commons-text:1.10.0");
    private static final Path LANG = shipped("org.apache.commons:commons-lang3:3.18.0");
    private static final Path DEMO = shipped("dev.suture:dev.suture.demo:0.1.0");

    @TempDir
    Path folder;
    private Gateways gateways;
    private Station station;
    private LoadProcess load;
    private long pid;

    @BeforeEach
    void serve() throws Exception {
        int port = new FreePorts(new SecureRandom()).pick();
        gateways = new Gateways(folder, WATCH_SECONDS, port, "core", "http", "demo");
        station = gateways.start(false);
        station.await("label", "5.2.0");
        Exploit caller = new Exploit(URI.create("http://127.0.0.1:" + port + "/"), folder.resolve("nothing"));
        assertTrue(Polling.await(Duration.ofMinutes(3), () -> caller.isServed() ? Optional.of(true) : Optional.empty())
                .isPresent());
        pid = station.process().pid();
        load = new LoadProcess(new LoadPlan("127.0.0.1", port,
                "/greet?t=" + Exploit.encode("Hello ${base64Decoder:Z2F0ZXdheQ==}"), "Hello gateway", 100,
                Duration.ofSeconds(30)), folder.resolve("load.log"));
    }

    @AfterEach
    void stop() throws Exception {
        load.close();
        gateways.close();
    }

    @Test
    void aBadLevelIsUndoneAndKeptAwayAndTheNextOneLands() throws Exception {
        publish(TEXT);
        lands("5.2.0 (a)");

        publish(Quirk.give(LANG, Kind.STOPS, "3.18.1", folder.resolve("stops.jar")));
        JsonObject reverted = isTakenBack("quarantined", "org.apache.commons.lang3 3.18.1 has stopped");
        assertEquals("5.2.0 (a)", Station.text(reverted, "label"));
        isRefused("5.2.0 (b) is offered and refused: quarantined: ");

        gateways.vendor.pull(Gateways.BASE, 2);
        assertEquals("nothing newer than 5.2.0 (a)", Station.text(station.recheck(), "lastCheck.result"));

        publish(Quirk.give(LANG, Kind.LOOPS, "3.18.2", folder.resolve("loops.jar")));
        isTakenBack("quarantined", "org.apache.commons.lang3 3.18.2 has stopped");

        publish(Vendor.reissue(LANG, "3.18.3", folder.resolve("good.jar")));
        lands("5.2.0 (d)");
        awaitTold("confirmed", "5.2.0 (a)", "5.2.0 (d)");
        awaitTold("reverted", "5.2.0 (b)", "5.2.0 (c)");
        assertNothingLost();
    }

    @Test
    void aDoubtfulLevelIsTriedAgainLaterAndAnOperatorTakesOneOff() throws Exception {
        publish(TEXT);
        publish(LANG);
        publish(Quirk.give(DEMO, Kind.UPLINK, "0.1.1", folder.resolve("uplink.jar")),
                gateways.reissued("dev.suture.agent"),
                gateways.reissued("dev.suture.verify", "Suture-Backstop: root=1, patches-of-another=7"));
        lands("5.2.0 (c)");
        awaitTold("confirmed", "5.2.0 (c)"); // in one step
        station.recheck();
        String floor = Files.readString(gateways.root.resolve("trust/floor.a"));
        assertTrue(floor.contains("\"patches-of-another\":7"), floor);

        publish(Quirk.give(DEMO, Kind.NO_UPLINK, "0.1.2", folder.resolve("no-uplink.jar")));
        JsonObject reverted = isTakenBack("inconclusive", "nobody answers (that gate looks beyond this host)");
        assertTrue(reverted.has("retryAt"), reverted::toString);
        isRefused("5.2.0 (d) is offered and refused: inconclusive, try 1 of 5: ");
        gateways.vendor.pull(Gateways.BASE, 4);

        assertEquals("suture: the gateway on " + gateways.root + " refuses: \"5.2.0 (a) is not below 5.2.0 (c) or was"
                + " never confirmed on this device; it may go to 5.2.0\"", say(2, "remove", "--to", "a"));
        assertEquals("going back from 5.2.0 (c) to 5.2.0; see status", say(0, "remove"));
        JsonObject removed = lands("5.2.0");
        assertEquals("removed", Station.text(removed, "reason.code"), removed::toString);
        isRefused("5.2.0 (c) is offered and refused: removed: ");
        assertTrue(say(0, "status").contains("held         5.2.0 (c) removed: "));

        say(0, "retry");
        lands("5.2.0 (c)");
        awaitTold("confirmed", "5.2.0 (c)", "removal of 5.2.0 (c)", "5.2.0 (c)");
        assertNothingLost();
    }

    private void publish(Path... jars) throws Exception {
        gateways.vendor.patch(Gateways.BASE, jars);
    }

    private JsonObject lands(String label) throws Exception {
        station.check();
        return await(label + " confirmed", status -> label.equals(Station.text(status, "label"))
                && "confirmed".equals(Station.text(status, "phase")));
    }

    private JsonObject isTakenBack(String code, String reason) throws Exception {
        station.check();
        JsonObject status = await(reason, each -> "reverted".equals(Station.text(each, "phase"))
                && Station.text(each, "reason.text").contains(reason));
        assertEquals(code, Station.text(status, "reason.code"), status::toString);
        return status;
    }

    /** What a starved machine undid for lack of time is asked for again. */
    private JsonObject await(String what, Predicate<JsonObject> wanted) throws Exception {
        return station.await(what, status -> {
            askAgain(status);
            return wanted.test(status);
        });
    }

    private void askAgain(JsonObject status) {
        try {
            if ("failed".equals(Station.text(status, "phase"))) {
                station.check();
            } else if (Station.text(status, "reason.text").contains("was not removed, ask again")) {
                station.ask("remove");
            }
        } catch (UserError e) {
            return; // it is being done already
        }
    }

    private void isRefused(String result) throws Exception {
        List<String> before = told("activating");
        JsonObject status = station.recheck();
        assertTrue(Station.text(status, "lastCheck.result").startsWith(result), status::toString);
        assertEquals(before, told("activating"));
    }

    /** A step is written down first and told of then, so that its status may be there just before it is. */
    private void awaitTold(String step, String... labels) throws Exception {
        Polling.await(Duration.ofMinutes(3), () -> Optional.of(told(step)).filter(List.of(labels)::equals));
        assertEquals(List.of(labels), told(step));
    }

    /** The labels of all events of one step. */
    private List<String> told(String step) throws IOException {
        List<String> labels = new ArrayList<>();
        for (String line : Files.readAllLines(gateways.root.resolve("history.jsonl"))) {
            try {
                JsonObject event = StrictJson.parse("event", line.getBytes(StandardCharsets.UTF_8), 65536);
                if (step.equals(Station.text(event, "step"))) {
                    labels.add(Station.text(event, "details.label"));
                }
            } catch (MalformedException e) {
                continue; // the last one, still being written
            }
        }
        return labels;
    }

    /** What the operator reads. */
    private String say(int exit, String command, String... more) {
        StringWriter read = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(command, "--root", gateways.root.toString()));
        arguments.addAll(List.of(more));
        assertEquals(exit, Main.line().setOut(new PrintWriter(read, true)).setErr(new PrintWriter(read, true))
                .execute(arguments.toArray(String[]::new)), read::toString);
        return read.toString().strip();
    }

    private void assertNothingLost() throws IOException {
        LoadReport report = load.stop();
        assertEquals("", report.describeLost());
        assertTrue(report.right() > 0, report::toString);
        assertEquals(pid, station.process().pid());
        assertEquals(List.of(), station.exits());
    }

    private static Path shipped(String bundle) {
        return Home.ofThisProcess().jar(Coordinates.parse(bundle));
    }
}
