// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that names a test names one that there is. */
class NamedTestsTest {
    /** A class, and behind it maybe its methods in parentheses. */
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`(?: \\(([A-Za-z0-9_, ]+)\\))?");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "docs/bad-inputs.md"})
    void everyTestThatIsNamedExists(String document) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("bundles", "runtime", "integration-tests")) {
            sources.addAll(House.sources(folder));
        }
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher matcher = NAMED.matcher(Files.readString(House.ROOT.resolve(document)));
        while (matcher.find()) {
            String text = read(sources, matcher.group(1) + ".java");
            String methods = matcher.group(2) == null ? "" : matcher.group(2);
            for (String method : methods.split(", ?")) {
                named++;
                if (!text.contains(method.isEmpty() ? "class " + matcher.group(1) : "void " + method + "(")) {
                    missing.add(matcher.group(1) + " " + method);
                }
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(named > 50, "only " + named + " were seen");
    }

    /** Some names stand in several bundles. */
    private static String read(List<Path> sources, String fileName) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = sources.stream().filter(source -> source.getFileName().toString().equals(fileName))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
