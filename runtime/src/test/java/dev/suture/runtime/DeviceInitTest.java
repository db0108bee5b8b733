// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.suture.runtime.launch.Home;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

/** {@code suture device init}: a gateway in an empty folder, or one line and nothing at all. */
class DeviceInitTest {
    private static final String FEATURE = """
            {"feature-resource-version": "1.0", "id": "com.acme:small:1.0.0", "bundles": [
              {"id": "org.osgi:org.osgi.util.function:1.2.0", "bundleStartLevel": %d}%s]}
            """;
    private static final String MORE = ", {\"id\": \"org.osgi:org.osgi.util.promise:1.3.0\", \"bundleStartLevel\": 5}";

    @TempDir
    Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Vendor vendor;
    private Path small;
    private Path whole;

    @BeforeEach
    void publish() throws Exception {
        vendor = new Vendor(temp.resolve("vendor"));
        small = Files.writeString(temp.resolve("small.json"), FEATURE.formatted(5, ""));
        whole = Files.writeString(temp.resolve("whole.json"), FEATURE.formatted(5, MORE));
        vendor.base("5.2.0", Home.ofThisProcess(), List.of(whole.toString()));
    }

    @AfterEach
    void close() {
        vendor.close();
    }

    @Test
    void makesAGatewayThatKnowsWhomToTrustAndWhereToAsk() throws Exception {
        assertEquals(0, init(), err::toString);
        Path trust = root().resolve("trust/root.json");
        assertEquals(Files.readString(vendor.root()), Files.readString(trust));
        assertEquals("r--r--r--", mode(trust));
        String generation = Files.readString(root().resolve("generations/1.json"));
        assertTrue(generation.contains("\"dev.suture.notify.mqtt\":{\"broker\":\"tcp://127.0.0.1:1883\"}"), generation);
        assertTrue(generation.contains("\"repository\":\"" + vendor.address()), generation);
        assertTrue(Files.readString(root().resolve("settings.json")).contains("\"device\": \"line-1\""));
        assertTrue(out.toString().startsWith("gateway 5.2.0 as device line-1 in " + root()), out::toString);
        assertTrue(out.toString().contains("fingerprint sha256 " + sha256(trust)), out::toString);
        assertTrue(Files.exists(root().resolve("current.json")));
    }

    @Test
    void theSecondTimeIsRefusedAndChangesNothing() throws Exception {
        init();
        Map<String, String> before = tree(root());
        mistake("there is a gateway in " + root() + " already, and nothing was changed");
        assertEquals(before, tree(root()));
    }

    @Test
    void oneThatWasCutOffIsBegunAgain() throws Exception {
        init();
        Files.delete(root().resolve("current.json")); // what is written last
        Files.delete(root().resolve("generations/1.json"));
        assertEquals(0, init(), err::toString);
        assertTrue(Files.exists(root().resolve("current.json")));
    }

    @Test
    void aMistakeMakesNothing() throws Exception {
        mistake("'A b': device must match", "--device", "A b");
        mistake("there is no feature 'nope'", "--feature", "nope");
        mistake("the repository has no product car; it has gateway", "--product", "car");
        mistake("no base release 5.3.0 of gateway; it has 5.2.0", "--base", "5.3.0");
        mistake("was published with org.osgi.util.promise 1.3.0.202212101352, and that is not what", "--feature",
                small.toString());
        mistake("is no broker address", "--broker", "mqtt://broker");
        mistake("ports end at 65535", "--broker", "tcp://broker:70000");
        mistake("needs --broker-trust", "--broker", "ssl://broker:8883");
        mistake("gone.pem does not exist", "--broker", "ssl://broker:8883", "--broker-trust",
                temp.resolve("gone.pem").toString());
        mistake("gone.txt does not exist", "--credentials", temp.resolve("gone.txt").toString());
        mistake("is no repository's address", "--repository", "ftp://host/");
        mistake("is no repository's address", "--repository", "http://host/?a=b");
        mistake("the repository cannot be read: http://127.0.0.1:1/", "--repository", "http://127.0.0.1:1");
        mistake("is this the address of a repository?", "--repository", vendor.address() + "elsewhere");
        assertFalse(Files.exists(root()));
    }

    @Test
    void aRootJsonThatIsNoneOrAnothersMakesNothing() throws Exception {
        mistake("cannot read", "--trust", temp.resolve("gone").toString());
        mistake("is no root.json", "--trust", Files.writeString(temp.resolve("text"), "hello").toString());
        Path forged = Files.writeString(temp.resolve("forged"),
                Files.readString(vendor.root()).replace("\"threshold\":4", "\"threshold\":1"));
        mistake("forged is no root.json (root: signed by 0 of 1 keys", "--trust", forged.toString());
        try (Vendor other = new Vendor(temp.resolve("other"))) {
            mistake("is not the one of this root.json (timestamp: signed by 0 of 1 keys", "--trust",
                    other.root().toString());
        }
        assertFalse(Files.exists(root()));
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
        Files.createDirectories(root());
        Files.writeString(root().resolve("letter.txt"), "Dear Ada");
        mistake("is used for something else: it has 'letter.txt' in it");
        assertEquals(List.of("letter.txt"), List.copyOf(tree(root()).keySet()));
    }

    private int init(String... changes) throws Exception {
        Map<String, String> options = new TreeMap<>(Map.of("--root", root().toString(), "--trust",
                vendor.root().toString(), "--product", "gateway", "--base", "5.2.0", "--device", "line-1",
                "--repository",
                vendor.address(), "--broker", "tcp://127.0.0.1:1883", "--feature", whole.toString()));
        for (int i = 0; i < changes.length; i += 2) {
            options.put(changes[i], changes[i + 1]);
        }
        List<String> words = new ArrayList<>(List.of("device", "init"));
        options.forEach((name, value) -> words.addAll(List.of(name, value)));
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(words.toArray(String[]::new));
    }

    private void mistake(String reason, String... changes) throws Exception {
        err.getBuffer().setLength(0);
        assertEquals(2, init(changes), () -> out + " after " + Arrays.toString(changes));
        assertTrue(err.toString().contains(reason), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    private Path root() {
        return temp.resolve("root");
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /** Every file by its path, with its digest. */
    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> tree.put(folder.relativize(file).toString(), sha256(file)));
        }
        return tree;
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
