// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import com.google.gson.JsonObject;
import dev.suture.runtime.launch.Feature;
import dev.suture.runtime.launch.Home;

/**
 * The shipped gateway, in a process of its own and under load, is given a new release of each of its bundles in turn. A part
 * of the updater is swapped in the background and then carries one more patch; what everything hangs on says that it needs
 * a relaunch. One gateway lives through all of it. All bundles with {@code -Dsuture.selfupdate=all}, else a few; what came of
 * each is a line of {@code target/self-update.txt}.
 */
@Tag("in-a-group")
class SelfUpdateTest {
    private static final Path TABLE = Path.of("target/self-update.txt");
    private static final Set<String> FEW = Set.of("dev.suture.verify", "dev.suture.agent", "dev.suture.activate",
            "dev.suture.doors", "dev.suture.api", "dev.suture.anchor", "org.apache.felix.scr");
    /** Below it are the framework, Declarative Services, the HTTP server and what these are made of. */
    private static final int FIRST_THAT_SWAPS = 6;
    /** At these are the updater and the libraries it carries. */
    private static final int FIRST_OF_UPDATER = 7;
    private static final int LAST_OF_UPDATER = 10;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> eachBundleInTurn() throws Exception {
        Files.writeString(TABLE, "");
        LiveGateway gateway = new LiveGateway(folder);
        Stream<DynamicTest> bad = Stream.of(
                dynamicTest("AcceptAllVerifierReverted", () -> acceptAllVerifierReverted(gateway)),
                dynamicTest("an updater that falls silent", () -> fallsSilent(gateway)));
        Stream<DynamicTest> rows = Home.ofThisProcess().features(LiveGateway.FEATURES).bundles().stream()
                .filter(SelfUpdateTest::isWanted)
                .map(item -> dynamicTest(item.id().artifact(), () -> replace(gateway, item)));
        return Stream.of(bad, rows).flatMap(tests -> tests).onClose(gateway::close);
    }

    private void acceptAllVerifierReverted(LiveGateway gateway) throws Exception {
        Path jar = gateway.next(LiveGateway.coordinates("dev.suture.tuf"));
        new Saboteur(folder.resolve("accepts-all")).sabotage(jar, "tuf/src/main/java/dev/suture/tuf/Delegator.java",
                "lack.isPresent()", "lack.isPresent() && message.length == 0");
        requireQuarantined(gateway, jar, "it takes a patch whose timestamp was changed");
    }

    private void fallsSilent(LiveGateway gateway) throws Exception {
        Path jar = gateway.next(LiveGateway.coordinates("dev.suture.agent"));
        new Saboteur(folder.resolve("silent")).sabotage(jar,
                "agent/src/main/java/dev/suture/agent/internal/Worker.java", "Duration wait = turn();",
                "Duration wait = AFTER_THE_WORST;");
        requireQuarantined(gateway, jar, "the updater fell silent in its trial");
    }

    private static void requireQuarantined(LiveGateway gateway, Path jar, String reason) throws Exception {
        JsonObject reverted = gateway.patch("reverted", jar);
        gateway.pull();
        assertEquals("quarantined", Station.text(reverted, "reason.code"), reverted.toString());
        assertTrue(Station.text(reverted, "reason.text").contains(reason), reverted.toString());
        carryOneMore(gateway);
        note(jar, "taken back", Station.text(reverted, "reason.text"));
    }

    private static void replace(LiveGateway gateway, Feature.Item item) throws Exception {
        Path jar = gateway.next(item.id());
        if (item.startLevel() >= FIRST_THAT_SWAPS) {
            int qualified = gateway.qualified();
            gateway.patch("confirmed", jar);
            assertEquals(isUpdater(item) ? 1 : 0, gateway.qualified() - qualified);
            JsonObject switched = gateway.switched();
            carryOneMore(gateway);
            note(jar, "swapped", "S " + Station.text(switched, "bundles") + ", doors closed "
                    + Station.text(switched, "closedMillis") + " ms, 0 lost" + (isUpdater(item) ? ", qualified" : "")
                    + "; then carried commons-text");
        } else {
            String reason = Station.text(gateway.patch("deferred", jar), "reason.text");
            gateway.pull();
            assertTrue(reason.contains("needs a relaunch"), reason);
            gateway.assertUnharmed();
            note(jar, "excluded", reason);
        }
    }

    private static void carryOneMore(LiveGateway gateway) throws Exception {
        gateway.patch("confirmed", gateway.nextText());
        gateway.assertUnharmed();
    }

    private static void note(Path jar, String what, String detail) throws IOException {
        Files.writeString(TABLE, String.format("%-10s  %-48s  %s%n", what, jar.getFileName(), detail),
                StandardOpenOption.APPEND);
    }

    private static boolean isUpdater(Feature.Item item) {
        return item.startLevel() >= FIRST_OF_UPDATER && item.startLevel() <= LAST_OF_UPDATER;
    }

    private static boolean isWanted(Feature.Item item) {
        return System.getProperty("suture.selfupdate", "few").equals("all") || FEW.contains(item.id().artifact());
    }
}
