// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import dev.suture.notify.Notification;
import dev.suture.runtime.UserError;
import dev.suture.runtime.demo.EmbeddedBroker;
import dev.suture.runtime.demo.MqttTap;
import dev.suture.tuf.format.NotifyFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandsTest {
    private static final String ADVISORY = """
            {"id": "GW-1", "title": "A hole", "cves": ["CVE-2022-42889"], "severity": "critical", "exploited": false,
             "affected": [{"bundle": "text", "range": "[1.5,1.10)"}], "text": ""}
            """;

    @TempDir
    Path temp;

    /** Stands for the command line as a whole. */
    @Command(name = "suture", subcommands = {InitCommand.class, BaseCommand.class, PatchCommand.class,
            PullCommand.class,
            AnnounceCommand.class, RepoCommand.class})
    static final class Suture {
    }

    private final List<Exception> failures = new ArrayList<>();
    private final StringWriter out = new StringWriter();

    @Test
    void fromNothingToAnAnnouncedPatch() throws Exception {
        prepare();
        assertEquals(0, run("patch", shop(), "--base", "5.2.0", "--jar", jar("text", "1.10.0").toString(),
                "--advisory", advisory(ADVISORY)));
        assertTrue(out.toString().contains("published gateway 5.2.0 (a): A hole"), out::toString);
        try (EmbeddedBroker broker = new EmbeddedBroker(freePort())) {
            assertEquals(0, run("announce", shop(), "--base", "5.2.0", "--broker", broker.address(), "--spread", "7"));
            LinkedBlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();
            // Subscribed only now: it is retained.
            try (MqttTap tap = new MqttTap(broker.address(), "suture/v1/gateway/b/5.2.0/notify",
                    (topic, payload) -> messages.add(payload))) {
                Notification notification = NotifyFormat.read(messages.poll(10, TimeUnit.SECONDS));
                assertEquals(7, notification.spread().toSeconds(), tap::toString);
            }
        }
        assertEquals(0, run("repo", "status", shop()));
        assertTrue(out.toString().contains("(a)  CRITICAL  A hole  CVE-2022-42889"), out::toString);
        assertFalse(out.toString().contains("PRIVATE"));
        assertEquals(List.of(), failures);
    }

    @Test
    void aPulledLevelIsShownSo() throws Exception {
        prepare();
        assertEquals(0, run("patch", shop(), "--base", "5.2.0", "--jar", jar("text", "1.10.0").toString(),
                "--advisory", advisory(ADVISORY)));
        assertEquals(0, run("patch", shop(), "--base", "5.2.0", "--jar", jar("text", "1.11.0").toString(),
                "--advisory", advisory(ADVISORY)));
        assertEquals(0, run("pull", shop(), "--base", "5.2.0", "--level", "a"));
        assertTrue(out.toString().contains("pulled gateway 5.2.0 (a): A hole"), out::toString);
        assertTrue(out.toString().contains("(b) has its changes too"), out::toString);
        assertEquals(0, run("pull", shop(), "--base", "5.2.0", "--level", "2"));
        assertEquals(0, run("repo", "status", shop()));
        assertTrue(out.toString().contains("(a)  PULLED"), out::toString);
        assertTrue(out.toString().contains("(b)  PULLED"), out::toString);
        mistake("was pulled already", "pull", shop(), "--base", "5.2.0", "--level", "(B)");
        mistake("there is no 5.2.0 (aa)", "pull", shop(), "--base", "5.2.0", "--level", "aa");
        mistake("a base release is not pulled", "pull", shop(), "--base", "5.2.0", "--level", "base");
    }

    @Test
    void mistakesAreOneLine() throws Exception {
        prepare();
        String text = jar("text", "1.10.0").toString();
        String other = jar("other", "1.0.0").toString();
        String good = advisory(ADVISORY);
        mistake("a workspace already", "init", shop(), "--product", "gateway");
        mistake("product must match", "init", temp.resolve("x").toString(), "--product", "A B");
        mistake("no workspace", "repo", "status", temp.resolve("gone").toString());
        mistake("published already", "base", shop(), "--base", "5.2.0", "--feature", feature());
        mistake("the workspace of gateway", "base", shop(), "--product", "car", "--base", "1", "--feature", feature());
        mistake("there is no feature", "base", shop(), "--base", "1", "--feature", "/gone.json");
        mistake("it has 5.2.0", "patch", shop(), "--base", "9", "--jar", text, "--advisory", good);
        mistake("no bundle other", "patch", shop(), "--base", "5.2.0", "--jar", other, "--advisory", good);
        mistake("does not exist", "patch", shop(), "--base", "5.2.0", "--jar", "/gone.jar", "--advisory", good);
        mistake("cannot read the advisory", "patch", shop(), "--base", "5.2.0", "--jar", text, "--advisory", "/gone");
        mistake("'severity' is missing", "patch", shop(), "--base", "5.2.0", "--jar", text, "--advisory",
                advisory(ADVISORY.replace("\"severity\": \"critical\",", "")));
        mistake("not strict JSON", "patch", shop(), "--base", "5.2.0", "--jar", text, "--advisory", advisory("{'id'}"));
        String closed = "tcp://127.0.0.1:" + freePort();
        mistake("did not take the announcement", "announce", shop(), "--base", "5.2.0", "--broker", closed);
        mistake("no broker address", "announce", shop(), "--base", "5.2.0", "--broker", "localhost");
        mistake("ports end at", "announce", shop(), "--base", "5.2.0", "--broker", "tcp://127.0.0.1:65536");
        String secure = closed.replace("tcp", "ssl");
        mistake("needs --trust", "announce", shop(), "--base", "5.2.0", "--broker", secure);
        mistake("uses no certificates", "announce", shop(), "--base", "5.2.0", "--broker", closed, "--trust", "/gone");
        mistake("belong together", "announce", shop(), "--base", "5.2.0", "--broker", secure, "--key", "/gone");
        mistake("/gone does not exist", "announce", shop(), "--base", "5.2.0", "--broker", secure, "--trust", "/gone");
        mistake("/gone does not exist", "announce", shop(), "--base", "5.2.0", "--broker", closed, "--credentials",
                "/gone");
        mistake("no topic prefix", "announce", shop(), "--base", "5.2.0", "--broker", closed, "--prefix", "a/#");
        mistake("--spread", "announce", shop(), "--base", "5.2.0", "--broker", closed, "--spread", "86401");
        mistake("no base 9", "announce", shop(), "--base", "9", "--broker", closed);
    }

    private void prepare() throws IOException {
        jar("text", "1.9.0");
        Files.createDirectories(temp.resolve("features"));
        assertEquals(0, run("init", shop(), "--product", "gateway"), failures::toString);
        assertEquals(0, run("base", shop(), "--base", "5.2.0", "--feature", feature()), failures::toString);
    }

    private void mistake(String reason, String... arguments) {
        failures.clear();
        run(arguments);
        UserError error = assertInstanceOf(UserError.class, failures.get(0));
        assertTrue(error.getMessage().contains(reason), error.getMessage());
        assertEquals(1, error.getMessage().lines().count());
    }

    private int run(String... arguments) {
        String before = System.getProperty("suture.home");
        System.setProperty("suture.home", temp.toString());
        try {
            CommandLine line = new CommandLine(new Suture()).setOut(new PrintWriter(out, true));
            line.setExecutionExceptionHandler((failure, command, parsed) -> {
                failures.add(failure);
                return 2;
            });
            return line.execute(arguments);
        } finally {
            System.setProperty("suture.home", before);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private String shop() {
        return temp.resolve("shop").toString();
    }

    private String advisory(String json) throws IOException {
        return Files.writeString(temp.resolve("advisory.json"), json).toString();
    }

    private String feature() throws IOException {
        return Files.writeString(temp.resolve("feature.json"),
                "{\"bundles\": [{\"id\": \"g:text:1.9.0\", \"bundleStartLevel\": 20}]}").toString();
    }

    private Path jar(String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        Path folder = Files.createDirectories(temp.resolve("repository/g/" + name + "/" + version));
        Path jar = folder.resolve(name + "-" + version + ".jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }
}
