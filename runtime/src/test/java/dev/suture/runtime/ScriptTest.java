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

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell script around the command line, with a Java that only tells how it was started. */
@Timeout(120)
class ScriptTest {
    @TempDir
    Path folder;
    private Path script;

    @BeforeEach
    void layOut() throws IOException {
        script = Files.copy(Path.of("suture"), Files.createDirectories(folder.resolve("runtime")).resolve("suture"),
                StandardCopyOption.COPY_ATTRIBUTES);
        // What the script looks at to see whether it has to build; nothing of it is newer than the last build.
        for (String looked : List.of("pom.xml", "bundles", "features", "runtime/src", "runtime/pom.xml")) {
            Files.createFile(folder.resolve(looked));
        }
        Files.createFile(Files.createDirectories(folder.resolve("runtime/target/suture")).resolve("built"));
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

    @Test
    void anyOtherCommandIsRunOnce() throws Exception {
        Process command = start("echo \"$@\"\nexit 75\n", "status");
        assertEquals(75, command.waitFor());
        String said = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(1, said.lines().count(), said);
        assertTrue(!said.contains("attended"), said);
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

    private Process start(String body, String... arguments) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java/bin"));
        Path fake = Files.writeString(home.resolve("java"), "#!/usr/bin/env bash\n" + body);
        assertTrue(fake.toFile().setExecutable(true));
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(script.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        return builder.redirectErrorStream(true).start();
    }
}
