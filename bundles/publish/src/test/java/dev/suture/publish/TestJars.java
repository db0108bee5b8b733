// SPDX-License-Identifier: Apache-2.0
package dev.suture.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Makes small jars. */
final class TestJars {
    private final Path folder;

    TestJars(Path folder) {
        this.folder = folder;
    }

    /** A bundle; the same arguments always give the same content. */
    Path bundle(String name, String version) throws IOException {
        return bundle(name, version, "content of " + version);
    }

    Path bundle(String name, String version, String content) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        return jar(name + "-" + version + ".jar", manifest, content);
    }

    /** A jar that is no bundle. */
    Path plain(String fileName) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return jar(fileName, manifest, "plain");
    }

    private Path jar(String fileName, Manifest manifest, String content) throws IOException {
        Path jar = folder.resolve(fileName);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new ZipEntry("content.txt"));
            out.write(content.repeat(100).getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
        }
        return jar;
    }
}
