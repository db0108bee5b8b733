// SPDX-License-Identifier: Apache-2.0
package dev.suture.notify.mqtt.internal;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;

import dev.suture.tuf.tls.TestAuthority;
import dev.suture.tuf.tls.TestAuthority.Wish;
import dev.suture.tuf.tls.TestIdentity;
import dev.suture.tuf.tls.TlsFiles;

/** An authority, a broker's certificate and a device's, in a folder, made anew for each test. */
final class TestPki {
    private static final String PASSWORD = "test";

    private final TestAuthority authority = new TestAuthority("Test CA");
    private final Path folder;

    TestPki(Path folder) throws Exception {
        this.folder = folder;
        Files.writeString(folder.resolve("trust.pem"), authority.pem());
        Files.write(folder.resolve("broker.p12"), authority.issue(Wish.valid("broker", "127.0.0.1")).pkcs12(PASSWORD));
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (var in = Files.newInputStream(folder.resolve("trust.pem"));
                OutputStream out = Files.newOutputStream(folder.resolve("trust.p12"))) {
            trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            trusted.store(out, PASSWORD.toCharArray());
        }
        renewDevice();
    }

    void renewDevice() throws Exception {
        authority.issue(Wish.valid(Samples.TOPICS.device())).write(folder, "device");
    }

    void endDevice(Instant end) throws Exception {
        authority.issue(Wish.ended(Samples.TOPICS.device(), end)).write(folder, "device");
    }

    /** The device's from another authority than the one the broker trusts. */
    void strangeDevice() throws Exception {
        TestIdentity stranger = new TestAuthority("Other CA").issue(Wish.valid(Samples.TOPICS.device()));
        stranger.write(folder, "device");
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    TlsFiles device() {
        return new TlsFiles(path("trust.pem").toString(), path("device.pem").toString(), path("device.key").toString(),
                "", "");
    }

    /** How Artemis takes it. */
    String artemis() {
        return "keyStoreType=PKCS12;keyStorePath=" + path("broker.p12") + ";keyStorePassword=" + PASSWORD
                + ";trustStoreType=PKCS12;trustStorePath=" + path("trust.p12") + ";trustStorePassword=" + PASSWORD;
    }
}
