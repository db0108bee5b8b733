// SPDX-License-Identifier: Apache-2.0
package dev.suture.adopt;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import dev.suture.house.ShippedFeature;
import dev.suture.runtime.StatusCommand;
import dev.suture.runtime.demo.EmbeddedBroker;
import dev.suture.runtime.demo.FreePorts;
import dev.suture.runtime.demo.Polling;
import dev.suture.runtime.demo.StaticRepository;

import picocli.CommandLine;

/** What the guide takes for granted: a broker, a web server, an advisory; and where its paths are. Used by one thread. */
final class Surroundings implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String ADVISORY = """
            {"id": "ACME-2022-1", "title": "Templates can read files", "cves": ["CVE-2022-42889"], "severity": "critical",
             "exploited": true, "affected": [{"bundle": "org.apache.commons.commons-text", "range": "[1.5,1.10)"}],
             "text": "Update to 1.10.0."}
            """;
    /** A switch that a busy machine may take its time for. */
    private static final String PATIENT = """
            {"feature-resource-version": "1.0", "id": "com.acme:patient:1.0.0", "bundles": [], "configurations": {
              "dev.suture.agent": {"watchSeconds": %d, "lingerSeconds": 1, "firstPollSeconds": 0},
              "dev.suture.activate": {"gateMillis": 20000, "closedMillis": 30000}}}
            """;

    private final Path folder;
    private final StaticRepository served;
    private final EmbeddedBroker broker;

    /** With a watch window of two seconds. */
    Surroundings(Path folder) throws IOException {
        this(folder, 2);
    }

    Surroundings(Path folder, int watchSeconds) throws IOException {
        this.folder = folder;
        served = new StaticRepository(folder, 0);
        broker = new EmbeddedBroker(new FreePorts(new SplittableRandom()).pick());
        Files.writeString(folder.resolve("advisory.json"), ADVISORY);
        Files.writeString(folder.resolve("patient.json"), PATIENT.formatted(watchSeconds));
    }

    /** The guide in these surroundings. @param managed what stands for the integrator's own bundles */
    Guide guide(String managed) {
        Map<String, String> here = new LinkedHashMap<>();
        here.put("/tmp/", folder + "/"); // the first, since what others are here may be below it
        here.put("runtime/suture ", Path.of("../runtime/target/suture/bin/suture").toAbsolutePath() + " ");
        here.put("commons-text-1.10.0.jar", ShippedFeature
                .jar("org.apache.commons:commons-text:" + System.getProperty("suture.fixed")).toString());
        here.put("commons-lang3-3.18.0.jar", lang().toString());
        here.put("http://127.0.0.1:8000/", served.address() + "acme/repository/");
        here.put("--device line-1", "--device line-1 --feature " + folder.resolve("patient.json"));
        here.put("tcp://127.0.0.1:1883", broker.address());
        here.put("/var/lib/suture", root().toString());
        here.put("/srv/acme", folder.resolve("acme").toString());
        here.put("'com.acme.*'", managed);
        return new Guide(Path.of("../docs/adopt.md"), here);
    }

    /** The fixed commons-lang3. */
    static Path lang() {
        return ShippedFeature.jar("org.apache.commons:commons-lang3:" + System.getProperty("suture.lang"));
    }

    Path root() {
        return folder.resolve("root");
    }

    /** What the guest has said. */
    String log() {
        try {
            return Files.readString(root().resolve("guest.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code suture status} says, as soon as a field of it has this value. */
    JsonObject status(String field, String value) throws IOException, InterruptedException {
        return await(field + " is " + value, () -> ask(new StatusCommand(), "--json")
                .map(text -> JsonParser.parseString(text).getAsJsonObject())
                .filter(status -> status.has(field) && status.get(field).getAsString().equals(value)));
    }

    /** The lines of {@code suture status} that tell of drift, without bundle ids, as soon as there are as many. */
    List<String> drift(int count) throws IOException, InterruptedException {
        return await(count + " lines of drift", () -> ask(new StatusCommand())
                .map(text -> text.lines().filter(line -> line.startsWith("drift "))
                        .map(line -> line.replaceFirst("drift +", "").replaceFirst(" \\(bundle \\d+\\)", "")).toList())
                .filter(lines -> lines.size() == count));
    }

    private Optional<String> ask(Object command, String... options) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((failure, asked, parsed) -> 2);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--root";
        arguments[1] = root().toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return line.execute(arguments) == 0 ? Optional.of(out.toString()) : Optional.empty();
    }

    static <T> T await(String what, Polling.Question<T> question) throws IOException, InterruptedException {
        return Polling.await(LIMIT, question).orElseThrow(() -> new AssertionError("never: " + what));
    }

    @Override
    public void close() throws IOException {
        served.close();
        broker.close();
    }
}
