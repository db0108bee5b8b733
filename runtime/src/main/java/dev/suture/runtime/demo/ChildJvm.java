// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process of its own with this JVM's class path. It is told to end by the end of its standard input, which also comes
 * when this process dies in whatever way.
 */
public final class ChildJvm implements AutoCloseable {
    private static final int POLITE_SECONDS = 10;
    private static final int LOG_LINES = 10;
    /** Names an archive of classes that this JVM started with, for its children too. */
    private static final String ARCHIVE = "suture.archive";

    private final String name;
    private final Process process;
    private final Path log;
    private final Writer in;
    private final BufferedReader out;

    /**
     * How a child is started.
     *
     * @param name what it is, for a person
     * @param options of the JVM
     * @param main the main class
     * @param arguments for the main class
     * @param log where its standard error goes, and its standard output too unless it {@code talks}
     * @param talks whether its standard output is for {@link ChildJvm#receive()}
     */
    public record Plan(String name, List<String> options, String main, List<String> arguments, Path log,
            boolean talks) {
        public Plan {
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
        }

        private List<String> command() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            String archive = System.getProperty(ARCHIVE);
            if (archive != null) {
                command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off"));
            }
            command.addAll(List.of("-cp", absoluteClassPath(), main));
            command.addAll(arguments);
            return command;
        }

        private static String absoluteClassPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** Starts one. @throws IOException if the system does not */
    public ChildJvm(Plan plan) throws IOException {
        name = plan.name();
        log = plan.log();
        ProcessBuilder builder = new ProcessBuilder(plan.command());
        process = (plan.talks()
                ? builder.redirectError(log.toFile())
                : builder.redirectErrorStream(true).redirectOutput(log.toFile())).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Sends it one line. */
    public void send(String line) throws IOException {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new IOException(describeEnd(), e);
        }
    }

    /** Waits for its next line. @throws IOException if it ends instead */
    public String receive() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException(describeEnd());
        }
        return line;
    }

    /** What a person needs to know when it is gone: its exit code and the end of its log. */
    public String describeEnd() {
        String end = process.isAlive() ? "does not listen" : "ended with code " + process.exitValue();
        return "the " + name + " (pid " + pid() + ") " + end + lastWords();
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
            return tail.isEmpty() ? "" : "; its last words:\n  " + String.join("\n  ", tail);
        } catch (IOException e) {
            return "; its log cannot be read: " + e.getMessage();
        }
    }

    /** Ends it: by the end of its input, by a signal, by force. */
    @Override
    public void close() throws IOException {
        try {
            in.close();
        } catch (IOException e) {
            // It is gone already, or will not take a hint: both are dealt with below.
            process.destroy();
        }
        try {
            if (!process.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(POLITE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        out.close();
    }
}
