// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.suture.delta.BadJarException.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleManifestTest {
    private static final String R4 = "Bundle-ManifestVersion: 2\n";

    @TempDir
    Path folder;

    @Test
    void identityOfABundle() throws IOException {
        BundleManifest manifest = BundleManifest
                .read(Jars.write(folder, Jars.of("a", "META-INF/", "META-INF/MANIFEST.MF")));
        assertEquals("org.example.a", manifest.symbolicName());
        assertEquals("1.9.0", manifest.version());
        assertEquals("org.example.a;singleton:=true", manifest.find("bundle-symbolicname").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"1,1.0.0", "1.2,1.2.0", "1.2.3,1.2.3", "01.2.3,1.2.3", "1.2.3.v20230823,1.2.3.v20230823"})
    void versionHasAllThreeNumbers(String written, String normal) throws IOException {
        assertEquals(normal, parse(R4 + "Bundle-SymbolicName: a\nBundle-Version: " + written + "\n").version());
    }

    @Test
    void foldedLinesAndTheMainSectionOnly() throws IOException {
        byte[] text = (R4 + "Bundle-SymbolicName: org.exam\n ple.ü\n\nBundle-SymbolicName: second section\n")
                .getBytes(StandardCharsets.UTF_8);
        assertThrows(BadJarException.class, () -> BundleManifest.parse(text), "ü is no symbolic name");
        assertEquals("org.example", parse(R4 + "Bundle-SymbolicName: org.exam\n ple\n\nName: x\n").symbolicName());
        assertEquals("0.0.0", parse(R4 + "Bundle-SymbolicName: a\n").version());
    }

    @Test
    void foldInTheMiddleOfACharacter() throws IOException {
        String folded = R4 + "Bundle-SymbolicName: a\nBundle-Vendor: M\u00c3\r\n \u00bcller\n";
        assertEquals("Müller",
                BundleManifest.parse(folded.getBytes(StandardCharsets.ISO_8859_1)).find("Bundle-Vendor").orElseThrow());
    }

    @Test
    void plainJarIsNoBundle() throws IOException {
        Path jar = Jars.write(folder, Jars.of("a"));
        BadJarException e = assertThrows(BadJarException.class, () -> BundleManifest.read(jar));
        assertEquals(Fault.NOT_A_BUNDLE, e.fault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Manifest-Version: 1.0\n", "Bundle-SymbolicName: a\n",
            "Bundle-ManifestVersion: 1\nBundle-SymbolicName: a\n", R4, R4 + "Bundle-SymbolicName: a b\n",
            R4 + "Bundle-SymbolicName: ../a\n", R4 + "Bundle-SymbolicName: a\nBundle-Version: 1.x\n",
            R4 + "Bundle-SymbolicName: a\nBundle-SymbolicName: b\n",
            R4 + "Bundle-SymbolicName: a\nbundle-symbolicname: b\n",
            R4 + "Bundle-SymbolicName: a\nno header\n"})
    void noBundle(String manifest) {
        BadJarException e = assertThrows(BadJarException.class, () -> parse(manifest));
        assertEquals(Fault.NOT_A_BUNDLE, e.fault());
    }

    private static BundleManifest parse(String manifest) throws IOException {
        return BundleManifest.parse(manifest.getBytes(StandardCharsets.UTF_8));
    }
}
