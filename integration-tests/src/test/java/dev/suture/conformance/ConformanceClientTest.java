// SPDX-License-Identifier: Apache-2.0
package dev.suture.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import dev.suture.publish.BaseRequest;
import dev.suture.publish.Progress;
import dev.suture.publish.Publisher;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The suite's command line over a repository of the publisher's own, served by a web server. */
@Timeout(60)
class ConformanceClientTest {
    private static final String TARGET = "gateway/5.2.0/base.json";

    @TempDir
    Path temp;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final StringWriter said = new StringWriter();
    private Path repository;
    private Path metadata;
    private Path downloads;
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        Publisher.init(temp.resolve("shop"), "gateway", Clock.systemUTC(), new SecureRandom());
        try (Publisher publisher = Publisher.open(temp.resolve("shop"), Clock.systemUTC())) {
            publisher.addBase(new BaseRequest("5.2.0", List.of(new BaseRequest.Entry(bundle(), 1)), Map.of(),
                    false), Progress.NONE);
            repository = publisher.repository();
        }
        metadata = Files.createDirectory(temp.resolve("metadata"));
        downloads = Files.createDirectory(temp.resolve("downloads"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            Path file = repository.resolve(path.substring(1));
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void initAsksNobodyAndRefreshKeepsTheRolesUnversioned() throws Exception {
        assertEquals(0, call("init", root()), said::toString);
        assertEquals(List.of(), requests);
        assertEquals(0, refresh(), said::toString);
        assertEquals(List.of("/metadata/2.root.json", "/metadata/timestamp.json", "/metadata/2.snapshot.json",
                "/metadata/1.targets.json"), requests);
        assertEquals(Set.of("root.json", "timestamp.json", "snapshot.json", "targets.json"), kept());
        assertArrayEquals(Files.readAllBytes(repository.resolve("metadata/timestamp.json")),
                Files.readAllBytes(metadata.resolve("timestamp.json")));
    }

    @Test
    void downloadSearchesTheDelegationsAndNothingTwice() throws Exception {
        call("init", root());
        assertEquals(0, download(TARGET, TARGET), said::toString);
        assertTrue(kept().contains("patches-gateway.json"), () -> kept().toString());
        assertArrayEquals(Files.readAllBytes(served()), downloaded());
        assertEquals(1, requests.stream().filter(path -> path.startsWith("/targets/")).count());
        assertEquals(0, download(TARGET));
        assertEquals(1, requests.stream().filter(path -> path.startsWith("/targets/")).count(), "it is here already");
    }

    @Test
    void whatIsNotListedOrNotWhatIsListedEndsWithOne() throws Exception {
        call("init", root());
        assertEquals(1, download("../shop/keys/root-1.pem"));
        Files.write(served(), new byte[]{1});
        assertEquals(1, download(TARGET));
        try (Stream<Path> files = Files.list(downloads)) {
            assertEquals(List.of(), files.toList());
        }
        Files.delete(repository.resolve("metadata/timestamp.json"));
        assertEquals(1, refresh());
        assertEquals(1, call("refresh"), "no address");
        assertEquals(1, call("walk"), "no such command");
    }

    /** The suite starts the script, and fakes the time that it sees. */
    @Test
    void theScriptHandsTheCallToAWarmServer() throws Exception {
        Path script = Path.of("conformance/client").toAbsolutePath();
        Path warm = Path.of("target/conformance").toAbsolutePath();
        Files.createDirectories(warm);
        run("find", warm.toString(), "-mindepth", "1", "-delete");
        run("mkfifo", warm.resolve("calls").toString());
        Files.writeString(warm.resolve("pid"), Long.toString(ProcessHandle.current().pid()));
        Thread serving = new Thread(() -> {
            try {
                new WarmServer(warm).serve();
            } catch (IOException e) {
                said.append(e.toString());
            }
        });
        // As the server's script does: without a writer the pipe would end after the first call.
        RandomAccessFile writer = new RandomAccessFile(warm.resolve("calls").toFile(), "rw");
        try {
            serving.start();
            run(script.toString(), "--metadata-dir", metadata.toString(), "init", root());
            run(script.toString(), "--metadata-dir", metadata.toString(), "--metadata-url", address("metadata"),
                    "refresh");
            assertEquals(4, kept().size());
        } finally {
            writer.close();
            Files.delete(warm.resolve("pid"));
        }
        serving.join();
        assertEquals("", said.toString());
    }

    private Path bundle() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.acme.empty");
        manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
        Path jar = temp.resolve("empty.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
        return jar;
    }

    private String root() {
        return repository.resolve("metadata/1.root.json").toString();
    }

    private Path served() throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("targets/gateway/5.2.0"))) {
            return files.filter(file -> file.toString().endsWith(".base.json")).findFirst().orElseThrow();
        }
    }

    private byte[] downloaded() throws IOException {
        try (Stream<Path> files = Files.list(downloads)) {
            return Files.readAllBytes(files.findFirst().orElseThrow());
        }
    }

    private Set<String> kept() {
        try (Stream<Path> files = Files.list(metadata)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json"))
                    .toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private int refresh() {
        requests.clear();
        return call("--metadata-url", address("metadata"), "refresh");
    }

    private int download(String... targets) {
        List<String> arguments = new ArrayList<>(List.of("--metadata-url", address("metadata"), "--target-base-url",
                address("targets"), "--target-dir", downloads.toString()));
        for (String target : targets) {
            arguments.addAll(List.of("--target-name", target));
        }
        arguments.add("download");
        return call(arguments.toArray(String[]::new));
    }

    private int call(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--metadata-dir", metadata.toString()));
        all.addAll(List.of(arguments));
        return ConformanceClient.run(all, Clock.systemUTC(), new PrintWriter(said, true));
    }

    private String address(String folder) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + folder;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertTrue(process.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), () -> String.join(" ", command));
    }
}
