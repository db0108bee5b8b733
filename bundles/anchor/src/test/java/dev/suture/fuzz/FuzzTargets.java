// SPDX-License-Identifier: Apache-2.0
package dev.suture.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The parsers of one package; its subclass names them, one statement each. Used by one thread. */
public abstract class FuzzTargets {
    /** No input takes a hundredth of it; one that took minutes is among the findings. */
    private static final Duration ENDLESS = Duration.ofSeconds(30);

    private final List<FuzzTarget> targets = new ArrayList<>();
    private Optional<Path> folder = Optional.empty();

    /** A parser, and the exceptions by which it refuses. */
    @SafeVarargs
    protected final FuzzTarget target(String name, FuzzTarget.Parser parser, Class<? extends Exception>... refusals) {
        FuzzTarget target = new FuzzTarget(name, parser);
        for (Class<? extends Exception> refusal : refusals) {
            target.refuses(refusal);
        }
        targets.add(target);
        return target;
    }

    /** A folder of this JVM's own, for parsers that read files. */
    protected final Path folder() throws IOException {
        if (folder.isEmpty()) {
            Path made = Files.createTempDirectory("fuzz");
            folder = Optional.of(made);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made)));
        }
        return folder.get();
    }

    /** A file that holds {@code input}; always the same one. */
    protected final Path file(byte[] input) throws IOException {
        return Files.write(folder().resolve("input"), input);
    }

    /** UTF-8. */
    protected static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    final List<FuzzTarget> targets() {
        return targets;
    }

    /** Each sample is accepted, so it is one of the format as it is now; what was once found is none any more. */
    @TestFactory
    Stream<DynamicTest> whatIsKnownIsReadOrRefused() {
        return targets.stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> target.known().forEach(
                (what, bytes) -> assertTimeoutPreemptively(ENDLESS, () -> assertTrue(
                        target.accepts(bytes.clone()) || !target.isSample(what), () -> what + " is refused"), what))));
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println(folder + " is left behind: " + e.getMessage());
        }
    }
}
