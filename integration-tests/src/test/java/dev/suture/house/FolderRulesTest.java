// SPDX-License-Identifier: Apache-2.0
package dev.suture.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the folders. */
class FolderRulesTest {
    @Test
    void everyBundleHasAReadmeOfAtMostThirtyLines() throws IOException {
        for (Path folder : House.bundleFolders()) {
            Path readme = folder.resolve("README.md");
            assertTrue(Files.isRegularFile(readme), readme + " is missing");
            int lines = Files.readAllLines(readme).size();
            assertTrue(lines > 0 && lines <= 30, readme + " has " + lines + " lines");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundles", "runtime", "integration-tests"})
    void everySourceBeginsWithItsLicence(String folder) throws IOException {
        List<Path> without = new ArrayList<>();
        List<Path> sources = House.sources(folder);
        for (Path source : sources) {
            try (var lines = Files.lines(source)) {
                if (!lines.findFirst().orElse("").equals("// SPDX-License-Identifier: Apache-2.0")) {
                    without.add(source);
                }
            }
        }
        assertEquals(List.of(), without);
        assertTrue(!sources.isEmpty(), "no source was seen");
    }
}
