// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
    private static final String COMPONENT = "OSGI-INF/it.xml";
    private static final String DESCRIPTION = "<scr:component><implementation class=\"a.It\"/></scr:component>";
    @TempDir
    Path folder;
    private Path jar;

    @BeforeEach
    void make() throws IOException {
        jar = folder.resolve("bundle.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "a");
        manifest.getMainAttributes().putValue("Bundle-Version", "0.1.0");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream to = new JarOutputStream(file, manifest)) {
            to.putNextEntry(new JarEntry(COMPONENT));
            to.write(DESCRIPTION.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void isTheSameOneVersionOn() throws IOException {
        try (JarFile next = new JarFile(new Rebuild(jar, false).write(folder.resolve("next.jar")).toFile())) {
            assertEquals("0.1.1", next.getManifest().getMainAttributes().getValue("Bundle-Version"));
            assertEquals("a", next.getManifest().getMainAttributes().getValue("Bundle-SymbolicName"));
            assertEquals(DESCRIPTION, read(next));
        }
    }

    @Test
    void aBrokenOneNamesAClassThatIsMissing() throws IOException {
        try (JarFile next = new JarFile(new Rebuild(jar, true).write(folder.resolve("next.jar")).toFile())) {
            assertEquals("<scr:component><implementation class=\"missing.a.It\"/></scr:component>", read(next));
        }
    }

    private static String read(JarFile file) throws IOException {
        return new String(file.getInputStream(file.getEntry(COMPONENT)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
