// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import dev.suture.delta.BadJarException.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadJarTest {
    @TempDir
    Path folder;

    @Test
    void notAZip() throws IOException {
        refused(Fault.NOT_A_ZIP, new byte[0]);
        refused(Fault.NOT_A_ZIP, "<html>404</html>".getBytes());
    }

    @Test
    void everyCutIsRefused() throws IOException {
        byte[] jar = Jars.of("META-INF/MANIFEST.MF", "a");
        for (int length = 0; length < jar.length; length++) {
            byte[] cut = Arrays.copyOf(jar, length);
            assertThrows(BadJarException.class, () -> Jars.canonical(folder, cut));
        }
    }

    @Test
    void flippedBytesNeverChangeTheContent() throws IOException {
        byte[] jar = Jars.of("META-INF/MANIFEST.MF", "a");
        for (int i = 0; i < jar.length; i++) {
            byte[] flipped = jar.clone();
            flipped[i] ^= 0x55;
            try {
                byte[] canonical = Jars.canonical(folder, flipped);
                assertTrue(names(canonical).contains("META-INF/MANIFEST.MF"), "byte " + i);
            } catch (BadJarException e) {
                assertTrue(e.getMessage().length() < 200, e.getMessage());
            }
        }
    }

    private static String names(byte[] jar) {
        return new String(jar, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void duplicateNames() throws IOException {
        refused(Fault.DUPLICATE_NAME, Jars.rename(Jars.of("META-INF/MANIFEST.MF", "a/1", "a/2"), "a/2", "a/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "a/../b", "/etc/pw", "a\\b", "C:/boot", "a\0b", "a\nb", "a//b", "./a", "a/.",
            "meta-inf/MANIFEST.MF", "META-INF/manifest.mf", "/"})
    void unsafeNames(String name) throws IOException {
        refused(Fault.UNSAFE_NAME, Jars.of(name));
    }

    @Test
    void nameThatIsNotUtf8() throws IOException {
        refused(Fault.UNSAFE_NAME, Jars.rename(Jars.of("name"), "name", "n\u00ffme"));
    }

    @Test
    void symlinkAndDevice() throws IOException {
        for (int type : new int[]{0xA1FF, 0x6000, 0x1000}) {
            byte[] jar = Jars.of("link");
            Jars.little(jar).putInt(Jars.central(jar, 0) + 38, type << 16);
            refused(Fault.SPECIAL_FILE, jar);
        }
    }

    @Test
    void encryptedOrOddlyCompressed() throws IOException {
        byte[] encrypted = Jars.of("a");
        Jars.little(encrypted).putShort(Jars.central(encrypted, 0) + 8, (short) 9);
        refused(Fault.UNREADABLE, encrypted);
        byte[] bzip2 = Jars.of("a");
        Jars.little(bzip2).putShort(Jars.central(bzip2, 0) + 10, (short) 12);
        refused(Fault.UNREADABLE, bzip2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 8, 14, 18, 22, 30})
    void localHeaderThatDiffers(int field) throws IOException {
        byte[] jar = Jars.stored("one", "two");
        int at = Jars.local(jar, 1) + field;
        jar[at] ^= 1;
        refused(Fault.INCONSISTENT, jar);
    }

    @Test
    void entriesThatShareBytes() throws IOException {
        byte[] jar = Jars.stored("one", "two");
        Jars.little(jar).putInt(Jars.central(jar, 1) + 42, 0);
        refused(Fault.INCONSISTENT, jar);
    }

    @Test
    void lyingSizes() throws IOException {
        byte[] small = Jars.of("a");
        Jars.little(small).putInt(Jars.central(small, 0) + 24, 1);
        refused(Fault.WRONG_CONTENT, small);
        byte[] large = Jars.of("a");
        Jars.little(large).putInt(Jars.central(large, 0) + 24, 1 << 20);
        refused(Fault.WRONG_CONTENT, large);
        byte[] crc = Jars.of("a");
        Jars.little(crc).putInt(Jars.central(crc, 0) + 16, 1);
        refused(Fault.WRONG_CONTENT, crc);
        byte[] negative = Jars.stored("a");
        Jars.little(negative).putInt(Jars.central(negative, 0) + 20, 0x7FFFFFFF).putInt(Jars.central(negative, 0) + 24,
                0x7FFFFFFF);
        refused(Fault.INCONSISTENT, negative);
    }

    @Test
    void bombIsRefusedBeforeItUnpacks() throws IOException {
        byte[] jar = Jars.of(Map.of("zeros", new byte[1 << 20]));
        BadJarException e = assertThrows(BadJarException.class,
                () -> Jars.discard(folder, jar, new JarLimits((1 << 20) - 1, 10)));
        assertEquals(Fault.TOO_LARGE, e.fault());
        assertEquals((1 << 20), Jars.discard(folder, jar, new JarLimits(1 << 20, 10)).length() & ~0xFFF);
    }

    @Test
    void moreEntriesThanAllowed() throws IOException {
        BadJarException e = assertThrows(BadJarException.class,
                () -> Jars.discard(folder, Jars.of("a", "b"), new JarLimits(1 << 20, 1)));
        assertEquals(Fault.TOO_LARGE, e.fault());
    }

    @Test
    void somethingInFrontOrBehind() throws IOException {
        byte[] jar = Jars.of("a");
        byte[] prefixed = new byte[jar.length + 3];
        System.arraycopy(jar, 0, prefixed, 3, jar.length);
        refused(Fault.INCONSISTENT, prefixed);
        refused(Fault.NOT_A_ZIP, Arrays.copyOf(jar, jar.length + 3));
    }

    private void refused(Fault fault, byte[] jar) {
        BadJarException e = assertThrows(BadJarException.class, () -> Jars.canonical(folder, jar));
        assertEquals(fault, e.fault(), e.getMessage());
    }
}
