// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.suture.fuzz.FuzzTargets;

class FuzzTest extends FuzzTargets {
    private static final JarLimits LIMITS = new JarLimits(8 << 20, 1000);

    FuzzTest() throws IOException {
        target("jar", this::jar, BadJarException.class)
                .sample(Jars.of("META-INF/MANIFEST.MF", "a/", "a/b.class"))
                .sample(Jars.stored("b", "META-INF/x", "META-INF/MANIFEST.MF"));
        target("manifest", BundleManifest::parse, BadJarException.class).sample(text(Jars.MANIFEST));
    }

    /** The canonical form of what is accepted is canonical, and the JDK sees the same entries in it. */
    private void jar(byte[] input) throws IOException {
        byte[] canonical = canonical(file(input));
        Path written = file(canonical);
        assertArrayEquals(canonical, canonical(written));
        try (JarReader ours = JarReader.open(written, LIMITS); ZipFile theirs = new ZipFile(written.toFile())) {
            List<String> names = ours.entries().stream().map(JarEntryHeader::name).toList();
            assertEquals(names, theirs.stream().map(ZipEntry::getName).toList());
        }
    }

    private static byte[] canonical(Path jar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalJar.write(jar, out, LIMITS);
        return out.toByteArray();
    }
}
