// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.suture.runtime.demo.Polling;

/**
 * The real broker as Debian ships it, with the configuration that we ship for it; only paths and the port are those of the
 * test. A process of its own, which is started and killed as often as a test likes.
 */
final class Mosquitto implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Path SHIPPED = Path.of("../docs/mosquitto");
    /** Debian's own, but for the folder of logs. */
    private static final String DEBIAN = """
            pid_file /run/mosquitto/mosquitto.pid
            persistence true
            persistence_location /var/lib/mosquitto/
            log_dest file /var/log/mosquitto/mosquitto.log
            include_dir /etc/mosquitto/conf.d
            """;

    private final Path folder;
    private final int port;
    private Optional<Process> process = Optional.empty();

    /** @param edit what an administrator changes in suture.conf: pairs of a line and what stands in its place */
    Mosquitto(Path folder, int port, BrokerPki pki, String... edit) throws IOException {
        this.folder = folder;
        this.port = port;
        Files.createDirectories(folder.resolve("conf.d"));
        Files.createDirectories(folder.resolve("data"));
        Files.copy(SHIPPED.resolve("suture.acl"), folder.resolve("suture.acl"));
        String shipped = Files.readString(SHIPPED.resolve("suture.conf"));
        for (int i = 0; i < edit.length; i += 2) {
            shipped = replace(shipped, edit[i] + "\n", edit[i + 1] + "\n");
        }
        shipped = replace(shipped, "listener 8883\n", "listener " + port + " 127.0.0.1\n");
        shipped = replace(shipped, "/etc/mosquitto/certs/", pki.file("").toString() + "/");
        Files.writeString(folder.resolve("conf.d/suture.conf"), replace(shipped, "/etc/mosquitto/", folder + "/"));
        String main = replace(DEBIAN, "/etc/mosquitto/", folder + "/");
        main = replace(main, "/var/lib/mosquitto/", folder.resolve("data") + "/");
        main = replace(replace(main, "/run/mosquitto/", folder + "/"), "/var/log/mosquitto/", folder + "/");
        // Started by root it would become another user, who cannot read the test's folder.
        Files.writeString(folder.resolve("mosquitto.conf"), main + "user " + System.getProperty("user.name") + "\n");
    }

    private static String replace(String text, String part, String by) {
        assertTrue(text.contains(part), part + " is not in the shipped configuration");
        return text.replace(part, by);
    }

    String address() {
        return "ssl://" + BrokerPki.HOST + ":" + port;
    }

    int port() {
        return port;
    }

    /** Starts it and waits until it listens. */
    void start() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(executable("mosquitto").toString(), "-c",
                folder.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
        process = Optional.of(started);
        if (Polling.await(LIMIT, () -> started.isAlive() ? listening() : Optional.of(false)).filter(on -> on)
                .isEmpty()) {
            throw new AssertionError(
                    "the broker does not start: " + Files.readString(folder.resolve("output")) + log());
        }
    }

    private Optional<Boolean> listening() {
        try (Socket probe = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            return Optional.of(probe.isConnected());
        } catch (IOException e) {
            return Optional.empty(); // not yet
        }
    }

    /** As the kernel does it. */
    void kill() throws InterruptedException {
        process.orElseThrow().destroyForcibly().waitFor();
    }

    /** Has it read its certificates again. */
    void reload() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.orElseThrow().pid())).inheritIO().start().waitFor();
    }

    /** Waits until its database on disk has a text in it. */
    void awaitSaved(String text) throws IOException, InterruptedException {
        Path database = folder.resolve("data/mosquitto.db");
        assertTrue(
                Polling.await(LIMIT, () -> Optional.of(database).filter(Files::exists).filter(file -> has(file, text)))
                        .isPresent(),
                "never saved: " + text);
    }

    private static boolean has(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false; // it is being replaced
        }
    }

    /** Adds a user to the file of passwords by the broker's own tool. */
    Path users(String user, String password) throws IOException, InterruptedException {
        Path file = folder.resolve("users");
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        Process tool = new ProcessBuilder(executable("mosquitto_passwd").toString(), "-b", file.toString(), user,
                password).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(tool.waitFor() == 0, said);
        return file;
    }

    String log() throws IOException {
        Path log = folder.resolve("mosquitto.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private static Path executable(String name) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":")).map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing; install the package mosquitto"));
    }

    @Override
    public void close() {
        process.ifPresent(last -> {
            last.destroy();
            try {
                if (!last.waitFor(10, TimeUnit.SECONDS)) {
                    last.destroyForcibly();
                }
            } catch (InterruptedException e) {
                last.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        });
    }
}
