// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell script around the command line, with a Java that only tells how it was started. */
@Timeout(120)
class ScriptTest {
    private static final String PREPARING = "preparing the demo";

    @TempDir
    Path folder;
    private Path script;

    @BeforeEach
    void layOut() throws IOException {
        script = copy("suture", "runtime/suture");
        copy("src/dist/bin/suture", "runtime/target/suture/bin/suture");
        // What the script looks at to see whether it has to build; nothing of it is newer than the last build.
        for (String looked : List.of("pom.xml", "bundles", "features", "runtime/src", "runtime/pom.xml")) {
            Files.createFile(folder.resolve(looked));
        }
        Files.createDirectories(folder.resolve("runtime/target/suture/lib/demo"));
        Files.createFile(folder.resolve("runtime/target/suture/built"));
    }

    private Path copy(String script, String to) throws IOException {
        Path copy = folder.resolve(to);
        Files.createDirectories(copy.getParent());
        return Files.copy(Path.of(script), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void aGatewayThatWantsToBeStartedAgainIs() throws Exception {
        Process gateway = start("""
                echo "$@"
                [ -e "$0.second" ] && exit 3
                touch "$0.second"
                exit 75
                """, "run", "--root", "a b");
        BufferedReader out = new BufferedReader(
                new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        for (int start = 0; start < 2; start++) {
            String line = out.readLine();
            assertTrue(line.contains("-Dsuture.attended=true dev.suture.runtime.Main run --root a b"), line);
        }
        assertEquals(3, gateway.waitFor());
        assertEquals(null, out.readLine());
    }

    /** systemd starts it again, gets its signals, and hears each word that it says. */
    @Test
    void underSystemdTheGatewayIsTheServiceItself() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path helper = Files.writeString(tools.resolve("systemd-notify"),
                "#!/usr/bin/env bash\necho \"$1\" >>" + folder.resolve("words") + "\n");
        assertTrue(helper.toFile().setExecutable(true));
        ProcessBuilder builder = builder("""
                echo "$$ $*"
                for word; do
                    case $word in -Dsuture.heartbeat=*) printf 'READY=1\\nWATCHDOG=1\\n' >"${word#*=}" ;; esac
                done
                until [ "$(wc -l <"$0/../../../words")" = 2 ]; do sleep 0.05; done
                exit 75
                """.replace("$0/../../../words", folder.resolve("words").toString()), "run", "--root", "r");
        builder.environment().put("NOTIFY_SOCKET", "/nowhere");
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        Files.createFile(folder.resolve("words"));
        Process gateway = builder.redirectErrorStream(true).start();
        String said = new String(gateway.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(75, gateway.waitFor(), said);
        assertTrue(said.startsWith(gateway.pid() + " "), said);
        assertTrue(
                said.endsWith(
                        "-Dsuture.attended=true -Dsuture.heartbeat=/dev/fd/3 dev.suture.runtime.Main run --root r"),
                said);
        assertEquals(List.of("READY=1", "WATCHDOG=1"), Files.readAllLines(folder.resolve("words")));
    }

    @Test
    void anyOtherCommandIsRunOnce() throws Exception {
        Process command = start("echo \"$@\"\nexit 75\n", "status");
        assertEquals(75, command.waitFor());
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        assertTrue(!said.contains("attended"), said);
    }

    /** The first demo writes the archive; the next ones start from it, until a jar is newer. */
    @Test
    void theDemoStartsFromAnArchiveOfItsClasses() throws Exception {
        String java = """
                echo "$@"
                for word; do
                    case $word in -XX:ArchiveClassesAtExit=*) echo archive >"${word#*=}" ;; esac
                done
                """;
        Process first = start(java, "demo");
        assertEquals(0, first.waitFor());
        try (Stream<Path> files = Files.list(folder.resolve("runtime/target/suture"))) {
            assertEquals(1, files.filter(file -> file.toString().endsWith(".jsa")).count());
        }
        String started = said(start(java, "demo"));
        assertTrue(started.contains(" -XX:SharedArchiveFile=" + folder.resolve("runtime/target/suture/demo-"))
                && !started.contains(PREPARING), started);
        Path newer = Files.createFile(folder.resolve("runtime/target/suture/lib/newer.jar"));
        assertTrue(newer.toFile().setLastModified(System.currentTimeMillis() + 60_000));
        assertTrue(said(start(java, "demo")).contains(PREPARING));
    }

    @Test
    void aDistributionWithoutTheDemosBrokerSaysSo() throws Exception {
        Files.delete(folder.resolve("runtime/target/suture/lib/demo"));
        Process demo = start("exit 0\n", "demo");
        assertEquals(2, demo.waitFor());
        String said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(said.startsWith("suture: the demo needs a broker") && said.lines().count() == 1, said);
    }

    @Test
    void aDemoThatCannotWriteTheArchiveStartsWithoutIt() throws Exception {
        Process demo = start("""
                [[ "$*" != *ArchiveTraining* ]] || exit 1
                echo "$@"
                """, "demo", "--help");
        assertTrue(said(demo).contains("dev.suture.runtime.Main demo --help"));
        assertTrue(!said(start("echo \"$@\"\n", "demo")).contains(PREPARING), "it tries only once");
    }

    @Test
    void standardInputIsTheGateways() throws Exception {
        Process gateway = start("read -r line\necho \"read $line\"\n", "run");
        try (OutputStream in = gateway.getOutputStream()) {
            in.write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
        assertEquals("read hello", new String(gateway.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        assertEquals(0, gateway.waitFor());
    }

    @Test
    void aSignalStopsTheGatewayInOrderAndForGood() throws Exception {
        Process gateway = start("""
                trap 'echo in order; exit 75' TERM
                echo ready
                while :; do sleep 0.05; done
                """, "run");
        BufferedReader out = new BufferedReader(
                new InputStreamReader(gateway.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("ready", out.readLine());
        gateway.toHandle().destroy();
        assertEquals("in order", out.readLine());
        assertTrue(gateway.waitFor(60, TimeUnit.SECONDS));
        assertEquals(75, gateway.exitValue());
        assertEquals(null, out.readLine());
    }

    private static String said(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private Process start(String body, String... arguments) throws IOException {
        ProcessBuilder builder = builder(body, arguments);
        builder.environment().remove("NOTIFY_SOCKET");
        return builder.redirectErrorStream(true).start();
    }

    private ProcessBuilder builder(String body, String... arguments) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java/bin"));
        Path fake = Files.writeString(home.resolve("java"), "#!/usr/bin/env bash\n" + body);
        assertTrue(fake.toFile().setExecutable(true));
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        return builder;
    }
}
