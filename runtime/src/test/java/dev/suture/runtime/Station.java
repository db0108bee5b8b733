// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.io.File;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import dev.suture.runtime.demo.Polling;

/** A gateway in a process of its own, started again as its script does, and asked as its operator does. */
final class Station implements Closeable {
    /** Nothing is judged by it; a busy machine may be slow. */
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int AGAIN = 75;

    private final Path root;
    private final Path log;
    private final List<String> command = new ArrayList<>();
    private List<String> options = List.of();
    private final List<Integer> exits = new ArrayList<>();
    private boolean closed;
    private Process process;

    /** Starts the gateway. @param attended whether it is started again for a relaunch */
    Station(Path root, Path home, boolean attended, List<String> arguments) throws IOException {
        this.root = root;
        this.log = root.resolveSibling(root.getFileName() + ".log");
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dsuture.home=" + home,
                "-Dsuture.attended=" + attended, "-cp", classPath(), Main.class.getName(), "run", "--exit-with-parent",
                "--root", root.toString()));
        command.addAll(arguments);
        start();
    }

    /** The arguments of a first start. */
    static List<String> firstStart(Vendor vendor, String base, List<String> features) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("--product", Vendor.PRODUCT, "--base", base, "--device", "line-1",
                        "--trust", vendor.root().toString(), "--feature"));
        arguments.addAll(features);
        return arguments;
    }

    /** A feature with this device's own configuration. */
    static Path site(Path file, Vendor vendor, int watchSeconds, int port) throws IOException {
        return Files.writeString(file, """
                {"feature-resource-version": "1.0", "id": "com.acme:site:1.0.0", "bundles": [], "configurations": {
                  "org.apache.felix.http": {"org.osgi.service.http.port": %d},
                  "dev.suture.agent": {"watchSeconds": %d, "lingerSeconds": 1, "firstPollSeconds": 0},
                  "dev.suture.verify": {"repository": "%s"}}}
                """.formatted(port, watchSeconds, vendor.address()));
    }

    synchronized void start() throws IOException {
        start(List.of());
    }

    /** The same with more options of the Java virtual machine, until the next start by hand. */
    synchronized void start(List<String> more) throws IOException {
        options = List.copyOf(more);
        closed = false;
        launch();
    }

    private void launch() throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(1, options);
        process = new ProcessBuilder(all).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        process.onExit().thenAccept(this::ended);
    }

    private synchronized void ended(Process which) {
        exits.add(which.exitValue());
        if (which.exitValue() == AGAIN && !closed) {
            try {
                launch();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    synchronized Process process() {
        return process;
    }

    /** The exit codes of the processes that have ended. */
    synchronized List<Integer> exits() {
        return List.copyOf(exits);
    }

    /** As the kernel does it. */
    void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** Where it prints. */
    Path log() {
        return log;
    }

    /** What it printed. */
    String said() throws IOException {
        return Files.readString(log);
    }

    /** Has it look for news. */
    void check() {
        ask("check");
    }

    /** Has it look for news, and waits until it has. */
    JsonObject recheck() throws IOException, InterruptedException {
        String before = text(ask("status"), "lastCheck.at");
        check();
        return await("another check", status -> !before.equals(text(status, "lastCheck.at")));
    }

    JsonObject ask(String what) {
        return new ControlClient(root, ControlClient.PATIENCE).ask(what);
    }

    JsonObject ask(JsonObject what) {
        return new ControlClient(root, ControlClient.PATIENCE).ask(what);
    }

    /** Waits until a field of the status is this. */
    JsonObject await(String field, String value) throws IOException, InterruptedException {
        return await(field + " is " + value, status -> value.equals(text(status, field)));
    }

    /** Waits until the status is like this. */
    JsonObject await(String what, Predicate<JsonObject> wanted) throws IOException, InterruptedException {
        Optional<JsonObject> found = Polling.await(LIMIT, () -> findStatus().filter(wanted));
        if (found.isEmpty()) {
            throw new AssertionError("never: " + what + "; last " + findStatus() + "\n" + said());
        }
        return found.get();
    }

    /** Waits until it has printed this. */
    void awaitSaid(String text) throws IOException, InterruptedException {
        if (Polling.await(LIMIT, () -> Optional.of(said()).filter(said -> said.contains(text))).isEmpty()) {
            throw new AssertionError("never said: " + text + "\n" + said());
        }
    }

    /** Waits until this many processes have ended. */
    void awaitExits(int count) throws IOException, InterruptedException {
        if (Polling.await(LIMIT, () -> Optional.of(exits()).filter(all -> all.size() >= count)).isEmpty()) {
            throw new AssertionError("never ended " + count + " times\n" + said());
        }
    }

    static String text(JsonObject status, String field) {
        JsonElement element = status;
        for (String name : field.split("\\.")) {
            element = element instanceof JsonObject object && object.has(name) ? object.get(name) : null;
        }
        return element == null ? "" : element.getAsString();
    }

    private Optional<JsonObject> findStatus() {
        try {
            return Optional.of(ask("status"));
        } catch (UserError e) {
            return Optional.empty(); // it is not up yet, or goes down
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() throws IOException {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.getOutputStream().close();
        try {
            if (!last.waitFor(60, TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
