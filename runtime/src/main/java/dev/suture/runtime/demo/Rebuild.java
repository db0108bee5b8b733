// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * The next release of a bundle, made of the one at hand: the same code under the next micro version, as a rebuild without a
 * change gives it. Broken on request: then its components name classes that are not in it.
 *
 * @param jar the bundle at hand
 * @param broken whether the new one shall not work
 */
public record Rebuild(Path jar, boolean broken) {
    private static final String COMPONENTS = "OSGI-INF/";

    /** Writes it. @return {@code target} */
    public Path write(Path target) throws IOException {
        try (JarFile from = new JarFile(jar.toFile(), false); OutputStream file = Files.newOutputStream(target)) {
            try (JarOutputStream to = new JarOutputStream(file, next(from.getManifest()))) {
                for (Enumeration<JarEntry> entries = from.entries(); entries.hasMoreElements();) {
                    copy(from, entries.nextElement(), to);
                }
            }
        }
        return target;
    }

    private void copy(JarFile from, JarEntry entry, JarOutputStream to) throws IOException {
        if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            return;
        }
        to.putNextEntry(new JarEntry(entry.getName()));
        try (InputStream content = from.getInputStream(entry)) {
            byte[] bytes = content.readAllBytes();
            to.write(broken && isComponent(entry) ? withoutItsClass(bytes) : bytes);
        }
    }

    private static boolean isComponent(JarEntry entry) {
        return entry.getName().startsWith(COMPONENTS) && entry.getName().endsWith(".xml");
    }

    private static byte[] withoutItsClass(byte[] description) {
        return new String(description, StandardCharsets.UTF_8)
                .replace("<implementation class=\"", "<implementation class=\"missing.")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Manifest next(Manifest manifest) {
        Attributes main = manifest.getMainAttributes();
        Version version = Version.parseVersion(main.getValue(Constants.BUNDLE_VERSION));
        main.putValue(Constants.BUNDLE_VERSION,
                new Version(version.getMajor(), version.getMinor(), version.getMicro() + 1).toString());
        return manifest;
    }
}
