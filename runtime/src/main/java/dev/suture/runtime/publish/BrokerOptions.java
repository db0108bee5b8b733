// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.util.function.Consumer;

import dev.suture.runtime.UserError;
import dev.suture.tuf.tls.TlsFiles;

import picocli.CommandLine.Option;

/** Which broker, and how one comes in. */
final class BrokerOptions {
    @Option(names = "--broker", required = true, paramLabel = "ssl|tcp://HOST:PORT", description = "The broker.")
    private String broker;

    @Option(names = "--trust", paramLabel = "FILE", defaultValue = "", description = "For ssl: the authorities that may sign the broker's certificate (PEM).")
    private String trust;

    @Option(names = "--certificate", paramLabel = "FILE", defaultValue = "", description = "The announcer's certificate (PEM), if the broker wants one.")
    private String certificate;

    @Option(names = "--key", paramLabel = "FILE", defaultValue = "", description = "Its private key (PEM, PKCS#8, unencrypted).")
    private String key;

    @Option(names = "--keystore", paramLabel = "FILE", defaultValue = "", description = "Both in one file (PKCS#12), instead of the two.")
    private String keystore;

    @Option(names = "--keystore-password", paramLabel = "FILE", defaultValue = "", description = "The file with its password, one line.")
    private String keystorePassword;

    @Option(names = "--credentials", paramLabel = "FILE", defaultValue = "", description = "A file with user name and password, one line each.")
    private String credentials;

    /** @param warnings takes a line for each file whose access rights are too wide @throws UserError if options clash */
    Announcer announcer(Consumer<String> warnings) {
        try {
            return new Announcer(broker, new TlsFiles(trust, certificate, key, keystore, keystorePassword), credentials,
                    warnings);
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
