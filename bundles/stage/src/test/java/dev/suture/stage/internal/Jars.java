// SPDX-License-Identifier: Apache-2.0
package dev.suture.stage.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.suture.delta.CanonicalJar;
import dev.suture.patch.BundleRef;
import dev.suture.patch.Digest;

import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Canonical jars of bundles that do not exist anywhere else, and their packed forms. */
final class Jars {
    /** Large enough for several chunks of a download. */
    private static final int PAYLOAD = 200_000;

    private Jars() {
    }

    /** A bundle, its canonical jar, and that packed. */
    record Jar(BundleRef bundle, byte[] bytes, byte[] packed) {}

    static Jar jar(String symbolicName, String version) {
        try {
            Path plain = Files.createTempFile("plain", ".jar");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(plain))) {
                zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
                zip.write(("Manifest-Version: 1.0\r\nBundle-ManifestVersion: 2\r\nBundle-SymbolicName: " + symbolicName
                        + "\r\nBundle-Version: " + version + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                zip.putNextEntry(new ZipEntry("noise"));
                byte[] noise = new byte[PAYLOAD];
                new Random((symbolicName + version).hashCode()).nextBytes(noise);
                zip.write(noise);
            }
            ByteArrayOutputStream canonical = new ByteArrayOutputStream();
            CanonicalJar.Summary summary = CanonicalJar.write(plain, canonical);
            Files.delete(plain);
            return new Jar(new BundleRef(symbolicName, version, new Digest(summary.sha256())), canonical.toByteArray(),
                    pack(canonical.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(packed, new LZMA2Options(0))) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static Digest digest(byte[] bytes) {
        return Digest.of(Sha256.start().digest(bytes));
    }
}
