// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalJarTest {
    @TempDir
    Path folder;

    @Test
    void sortsWithTheManifestFirstAndKeepsDirectories() throws IOException {
        byte[] canonical = Jars.canonical(folder,
                Jars.of("z/", "z/B.class", "LICENSE", "META-INF/A.SF", "META-INF/", "META-INF/MANIFEST.MF", "a.txt"));
        assertEquals(
                List.of("META-INF/MANIFEST.MF", "META-INF/", "META-INF/A.SF", "LICENSE", "a.txt", "z/", "z/B.class"),
                names(canonical));
    }

    @Test
    void sameContentGivesTheSameBytesHoweverItWasPacked() throws IOException {
        byte[] one = Jars.canonical(folder, Jars.of("META-INF/MANIFEST.MF", "a", "b", "ü", "\uD83D\uDE00", "\uFFEE"));
        byte[] other = Jars.canonical(folder,
                Jars.stored("\uFFEE", "\uD83D\uDE00", "b", "ü", "a", "META-INF/MANIFEST.MF"));
        assertArrayEquals(one, other);
        assertArrayEquals(one, Jars.canonical(folder, one), "the canonical form of a canonical jar is itself");
        assertEquals(List.of("META-INF/MANIFEST.MF", "a", "b", "ü", "\uFFEE", "\uD83D\uDE00"), names(one));
    }

    @Test
    void summaryTellsWhatWasWritten() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalJar.Summary summary = CanonicalJar.write(Jars.write(folder, Jars.of("META-INF/MANIFEST.MF", "a")),
                out);
        assertEquals(out.size(), summary.length());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
        assertEquals(HexFormat.of().formatHex(digest), summary.sha256());
    }

    @Test
    void nothingVariesInTheHeaders() throws IOException {
        Path file = Jars.write(folder, Jars.canonical(folder, Jars.of("META-INF/MANIFEST.MF", "a/", "a/b")));
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertNull(zip.getComment());
            for (ZipEntry entry : zip.stream().toList()) {
                assertEquals(ZipEntry.STORED, entry.getMethod());
                assertEquals("1980-01-01T00:00", entry.getTimeLocal().toString());
                assertNull(entry.getExtra());
                assertNull(entry.getComment());
            }
        }
    }

    @Test
    void emptyJarAndManyEntries() throws IOException {
        assertEquals(List.of(), names(Jars.canonical(folder, Jars.of())));
        Map<String, byte[]> many = new HashMap<>();
        for (int i = 0; i < 65_536; i++) {
            many.put("e" + i, new byte[0]);
        }
        byte[] canonical = Jars.canonical(folder, Jars.of(many));
        assertEquals(65_536, names(canonical).size());
        assertArrayEquals(canonical, Jars.canonical(folder, canonical), "with a zip64 end record too");
    }

    @Test
    void realJarKeepsEveryContent() throws IOException, URISyntaxException {
        Path real = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertEquals(contents(Files.readAllBytes(real)), contents(Jars.canonical(folder, Files.readAllBytes(real))));
    }

    @Test
    void signedJarStillVerifies() throws Exception {
        Path jar = Jars.write(folder, Jars.of("META-INF/MANIFEST.MF", "META-INF/", "A.class", "z/B.class"));
        Path signed = Signing.sign(folder, jar);
        Path canonical = Jars.write(folder, Jars.canonical(folder, Files.readAllBytes(signed)));
        try (JarFile file = new JarFile(canonical.toFile(), true)) {
            for (JarEntry entry : file.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
                file.getInputStream(entry).readAllBytes();
                assertNotNull(entry.getCodeSigners(), entry.getName());
            }
        }
        try (JarInputStream stream = new JarInputStream(Files.newInputStream(canonical), true)) {
            assertNotNull(stream.getManifest());
            for (JarEntry entry = stream.getNextJarEntry(); entry != null; entry = stream.getNextJarEntry()) {
                stream.readAllBytes();
                assertEquals(entry.getName().endsWith(".class"), entry.getCodeSigners() != null, entry.getName());
            }
        }
        assertFalse(contents(Files.readAllBytes(canonical)).isEmpty());
    }

    private List<String> names(byte[] jar) throws IOException {
        try (ZipFile zip = new ZipFile(Jars.write(folder, jar).toFile())) {
            return new ArrayList<>(zip.stream().map(ZipEntry::getName).toList());
        }
    }

    private Map<String, String> contents(byte[] jar) throws IOException {
        Map<String, String> contents = new HashMap<>();
        try (ZipFile zip = new ZipFile(Jars.write(folder, jar).toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                contents.put(entry.getName(), HexFormat.of().formatHex(zip.getInputStream(entry).readAllBytes()));
            }
        }
        return contents;
    }
}
