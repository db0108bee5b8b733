// SPDX-License-Identifier: Apache-2.0
package dev.suture.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.zip.ZipFile;

import jdk.security.jarsigner.JarSigner;

/** Signs a jar with a key made for the occasion by the JDK's keytool. */
final class Signing {
    private static final String PASSWORD = "changeit";

    private Signing() {
    }

    static Path sign(Path folder, Path jar) throws Exception {
        Path store = folder.resolve("keys.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "a", "-keyalg", "EC",
                "-dname",
                "CN=test", "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertEquals(0, process.waitFor());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Path signed = folder.resolve("signed.jar");
        KeyStore.PrivateKeyEntry key = (KeyStore.PrivateKeyEntry) keys.getEntry("a",
                new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        try (ZipFile in = new ZipFile(jar.toFile()); OutputStream out = Files.newOutputStream(signed)) {
            new JarSigner.Builder(key).build().sign(in, out);
        }
        return signed;
    }
}
