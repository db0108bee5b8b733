// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.suture.runtime.state.RootLock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

/** {@code suture adopt} and {@code suture base --inventory}: one line for each mistake, and nothing at all. */
class AdoptMistakesTest {
    private static final String INVENTORY = """
            {"format": 1, "framework": "Felix 7.0.5", "bundles": [
              {"bundle": "text", "version": "1.9.0", "digest": "%s", "length": 100, "startLevel": 1, "started": true, "id": 1,
               "location": "file:/text.jar", "modified": 5},
              {"bundle": "shop", "version": "1.0.0", "why": "its jar cannot be read", "startLevel": 1, "started": true, "id": 2,
               "location": "file:/shop/", "modified": 5}]}
            """
            .formatted("a".repeat(64));

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Vendor vendor;

    @BeforeEach
    void publish() throws Exception {
        vendor = new Vendor(temp.resolve("vendor"));
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void preparesAHost() throws Exception {
        assertEquals(0, adopt(), err::toString);
        assertTrue(out.toString().contains("for line-1; base releases: none yet, so only an inventory is taken"),
                out::toString);
        assertTrue(Files.size(root().resolve("suture-guest.jar")) > 100_000);
        assertEquals(0, adopt(), "and again");
        mistake("this has the product gateway, not car; name another --root or product", "--product", "car");
        mistake("this has the device line-1, not line-2", "--device", "line-2");
    }

    @Test
    void aMistakeMakesNothing() throws Exception {
        mistake("product must match", "--product", "A b");
        mistake("no base release 5.2.0 of gateway; it has none, so publish one first", "--base", "5.2.0");
        mistake("there is no feature 'nope'", "--feature", "nope");
        mistake("the repository cannot be read: http://127.0.0.1:1/", "--repository", "http://127.0.0.1:1");
        mistake("is no broker address", "--broker", "mqtt://broker");
        mistake("is no root.json", "--trust", Files.writeString(temp.resolve("text"), "hello").toString());
        assertFalse(Files.exists(root()));
    }

    @Test
    void aFolderThatIsNoPlaceForAGuestIsLeftAlone() throws Exception {
        mistake("file is a file where a folder is needed", "--root", Files.createFile(temp.resolve("file")).toString());
        Files.createDirectories(root());
        Files.writeString(root().resolve("letter.txt"), "Dear Ada");
        mistake("is used for something else: it has 'letter.txt' in it");
        Files.move(root().resolve("letter.txt"), root().resolve("settings.json"));
        mistake("is the state root of a gateway that suture run starts; name another --root");
    }

    @Test
    void aHostThatRunsKeepsItsRoot() throws Exception {
        adopt();
        RootLock lock = RootLock.take(root());
        try {
            mistake("a gateway runs on " + root() + " already (process " + ProcessHandle.current().pid() + ")");
        } finally {
            lock.close();
        }
    }

    @Test
    void aHostThatDoesNotRunIsNoGatewayToRunOrToAsk() throws Exception {
        adopt();
        assertLine("start its host, and in it the bundle dev.suture.guest", "status", "--root", root().toString());
        assertLine("is the state of a guest (suture adopt) and starts with its host", "run", "--root",
                root().toString());
    }

    @Test
    void anInventoryIsReadWithCare() throws Exception {
        Path inventory = Files.writeString(temp.resolve("inventory.json"), INVENTORY);
        base("there is no", temp.resolve("gone.json"), "text");
        base("is no inventory", Files.writeString(temp.resolve("text.jar"), "PK"), "text");
        base("no bundle of " + inventory + " is named com.acme.*", inventory, "com.acme.*");
        base("shop 1.0.0 cannot be managed: its jar cannot be read; leave it out", inventory, "*");
        assertLine("say with --manage which bundles of " + inventory + " are to be managed; it has shop, text", "base",
                temp.resolve("vendor").toString(), "--base", "5.2.0", "--inventory", inventory.toString());
    }

    private void base(String reason, Path inventory, String managed) {
        assertLine(reason, "base", temp.resolve("vendor").toString(), "--base", "5.2.0", "--inventory",
                inventory.toString(), "--manage", managed);
    }

    private int adopt(String... changes) throws Exception {
        Map<String, String> options = new TreeMap<>(Map.of("--root", root().toString(), "--trust",
                vendor.root().toString(), "--product", "gateway", "--device", "line-1", "--repository",
                vendor.address(), "--broker", "tcp://127.0.0.1:1883"));
        for (int i = 0; i < changes.length; i += 2) {
            options.put(changes[i], changes[i + 1]);
        }
        List<String> words = new ArrayList<>(List.of("adopt"));
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        return execute(words.toArray(String[]::new));
    }

    private void mistake(String reason, String... changes) throws Exception {
        err.getBuffer().setLength(0);
        assertRefused(reason, adopt(changes));
    }

    private void assertLine(String reason, String... words) {
        err.getBuffer().setLength(0);
        assertRefused(reason, execute(words));
    }

    private void assertRefused(String reason, int code) {
        assertTrue(err.toString().contains(reason), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
        assertEquals(2, code);
    }

    private int execute(String... words) {
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words);
    }

    private Path root() {
        return temp.resolve("root");
    }
}
