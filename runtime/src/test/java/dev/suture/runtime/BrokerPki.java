// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import dev.suture.tuf.tls.TestAuthority;
import dev.suture.tuf.tls.TestAuthority.Wish;
import dev.suture.tuf.tls.TestIdentity;
import dev.suture.tuf.tls.TlsFiles;

/** The authority of a broker and its clients, and what it has signed, in a folder; made anew for each test. */
final class BrokerPki {
    static final String HOST = "localhost";
    static final Instant LONG_AGO = Instant.parse("2024-02-29T12:00:00Z");

    private final TestAuthority authority = new TestAuthority("Acme devices");
    private final Path folder;

    BrokerPki(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Files.writeString(file("ca.pem"), authority.pem());
        broker(Wish.valid("broker", HOST));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Gives the broker this certificate. */
    void broker(Wish wish) throws Exception {
        authority.issue(wish).write(folder, "broker");
    }

    /** Gives the broker a certificate that nobody here trusts. */
    void strangeBroker() throws Exception {
        new TestAuthority("Acme devices").issue(Wish.valid("broker", HOST)).write(folder, "broker");
    }

    /** Gives a client a certificate that counts. */
    TlsFiles client(String name) throws Exception {
        return client(name, authority.issue(Wish.valid(name)));
    }

    /** Gives it one that has ended. */
    TlsFiles ended(String name) throws Exception {
        return client(name, authority.issue(Wish.ended(name, LONG_AGO)));
    }

    /** Gives it one of another authority. */
    TlsFiles stranger(String name) throws Exception {
        return client(name, new TestAuthority("Acme devices").issue(Wish.valid(name)));
    }

    /** None. */
    TlsFiles nobody() {
        return new TlsFiles(file("ca.pem").toString(), "", "", "", "");
    }

    private TlsFiles client(String name, TestIdentity identity) throws Exception {
        String fileName = "client-" + name.replaceAll("[^A-Za-z0-9-]", "_");
        identity.write(folder, fileName);
        return new TlsFiles(file("ca.pem").toString(), file(fileName + ".pem").toString(),
                file(fileName + ".key").toString(), "", "");
    }
}
