// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars for the tests, and damages them. */
final class Jars {
    static final String MANIFEST = "Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\n"
            + "Bundle-SymbolicName: org.example.a;singleton:=true\r\nBundle-Version: 1.9\r\n\r\n";

    private Jars() {
    }

    /** A deflated jar with {@code names} in this order; the content of each is made from its name. */
    static byte[] of(String... names) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : names) {
            entries.put(name, name.endsWith("/") ? new byte[0] : content(name));
        }
        return of(entries);
    }

    static byte[] of(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment("built on a whim");
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A stored jar without data descriptors, so that every header states its sizes. */
    static byte[] stored(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (String name : names) {
                byte[] content = content(name);
                ZipEntry entry = new ZipEntry(name);
                entry.setSize(content.length);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(content);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    static byte[] content(String name) {
        return (name.equals(JarEntryHeader.MANIFEST) ? MANIFEST : (name + " ").repeat(50))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Path write(Path folder, byte[] jar) throws IOException {
        return Files.write(Files.createTempFile(folder, "in", ".jar"), jar);
    }

    static byte[] canonical(Path folder, byte[] jar) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalJar.write(write(folder, jar), out);
        return out.toByteArray();
    }

    static CanonicalJar.Summary discard(Path folder, byte[] jar, JarLimits limits) throws IOException {
        return CanonicalJar.write(write(folder, jar), OutputStream.nullOutputStream(), limits);
    }

    static ByteBuffer little(byte[] jar) {
        return ByteBuffer.wrap(jar).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the {@code n}th central directory header begins. */
    static int central(byte[] jar, int n) {
        return find(jar, 0x02014b50, n);
    }

    /** Where the {@code n}th local header begins. */
    static int local(byte[] jar, int n) {
        return find(jar, 0x04034b50, n);
    }

    private static int find(byte[] jar, int signature, int n) {
        int seen = 0;
        for (int i = 0; i <= jar.length - 4; i++) {
            if (little(jar).getInt(i) == signature && seen++ == n) {
                return i;
            }
        }
        throw new IllegalArgumentException("no such header");
    }

    /** Replaces every occurrence of {@code old} by {@code replacement} of the same length, headers included. */
    static byte[] rename(byte[] jar, String old, String replacement) {
        String text = new String(jar, StandardCharsets.ISO_8859_1);
        return text.replace(old, replacement).getBytes(StandardCharsets.ISO_8859_1);
    }
}
