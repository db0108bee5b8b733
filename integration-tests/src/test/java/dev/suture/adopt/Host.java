// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.suture.house.ShippedFeature;

/** The foreign host, seen from its operator. Used by one thread. */
final class Host implements AutoCloseable {
    private static final int POLITE_SECONDS = 30;
    /** Groups that only the updater needs. */
    private static final Set<String> UPDATERS = Set.of("dev.suture", "com.google.code.gson", "org.tukaani",
            "org.bouncycastle");

    private final Kind kind;
    private final Path folder;
    private final List<String> properties;
    private Process process;
    private Writer in;
    private BufferedReader out;

    /** The framework of a host. */
    enum Kind {
        FELIX("org.apache.felix.framework"), EQUINOX("org.eclipse.osgi");

        private final String artifact;

        Kind(String artifact) {
            this.artifact = artifact;
        }

        private Path jar() throws IOException {
            try (var files = Files.list(Path.of("target", "hosts").toAbsolutePath())) {
                return files.filter(file -> file.getFileName().toString().startsWith(artifact + "-")).findFirst()
                        .orElseThrow();
            }
        }
    }

    /** The bundles of these features: the integrator's own gateway has none of our updater in it. */
    static List<Path> bundles(String... features) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String feature : features) {
            ShippedFeature.read(feature).ids().stream()
                    .filter(id -> id.contains(":dev.suture.demo:") || !UPDATERS.contains(id.split(":")[0]))
                    .map(ShippedFeature::jar).forEach(jars::add);
        }
        return jars;
    }

    /** A bundle of the host, as {@code list} shows it. */
    record Row(long id, String name, String version, int state, long modified, String location) {
        private static Row of(String line) {
            String[] cells = line.split("\\|", 6);
            return new Row(Long.parseLong(cells[0]), cells[1], cells[2], Integer.parseInt(cells[3]),
                    Long.parseLong(cells[4]), cells[5]);
        }
    }

    /** A host with these bundles and framework properties, not started yet. */
    Host(Kind kind, Path folder, List<Path> bundles, List<String> properties) throws IOException {
        this.kind = kind;
        this.folder = Files.createDirectories(folder);
        this.properties = List.copyOf(properties);
        Files.write(folder.resolve("bundles"), bundles.stream().map(Path::toString).toList());
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp",
                        kind.jar() + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath(),
                        HostMain.class.getName(), storage().toString(), folder.resolve("bundles").toString()));
        command.addAll(properties);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("host.log").toFile())).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = out.readLine();
        if (!"ready".equals(ready)) {
            throw new IOException("the host does not start: " + said());
        }
    }

    /** Has it provision anew at its next start. */
    void empty() throws IOException {
        try (Stream<Path> files = Files.walk(storage())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Path storage() {
        return folder.resolve("storage");
    }

    long pid() {
        return process.pid();
    }

    /** Does what a console would. @return the lines of the answer */
    List<String> say(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); !".".equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the host has ended: " + said());
            }
            lines.add(line);
        }
        return lines;
    }

    /** Its bundles but the framework, which has another date at each look. */
    List<Row> installed() throws IOException {
        return say("list").stream().map(Row::of).filter(row -> row.id() != 0).toList();
    }

    /** The versions in which a bundle is active. */
    List<String> active(String name) throws IOException {
        return installed().stream().filter(row -> row.name().equals(name) && row.state() == 32).map(Row::version)
                .toList();
    }

    /** What it logged. */
    String said() throws IOException {
        return Files.readString(folder.resolve("host.log"));
    }

    /** As kill -9 does. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        out.close();
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** Stops it in order, as a service manager would. */
    void stop() throws IOException {
        try {
            in.close();
            if (!process.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly(); // it is gone, or goes
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        out.close();
    }
}
