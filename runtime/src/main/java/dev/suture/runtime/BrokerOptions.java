// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime;

import dev.suture.tuf.tls.TlsFiles;

import picocli.CommandLine.Option;

/** Which broker, and how one comes in; whom to trust there has a name of its own in each command. */
public final class BrokerOptions {
    @Option(names = "--broker", required = true, paramLabel = "ssl|tcp://HOST:PORT", description = "The broker.")
    private String broker;

    @Option(names = "--certificate", paramLabel = "FILE", defaultValue = "", description = "The own certificate (PEM), if the broker wants one.")
    private String certificate;

    @Option(names = "--key", paramLabel = "FILE", defaultValue = "", description = "Its private key (PEM, PKCS#8, unencrypted).")
    private String key;

    @Option(names = "--keystore", paramLabel = "FILE", defaultValue = "", description = "Both in one file (PKCS#12), instead of the two.")
    private String keystore;

    @Option(names = "--keystore-password", paramLabel = "FILE", defaultValue = "", description = "The file with its password, one line.")
    private String keystorePassword;

    @Option(names = "--credentials", paramLabel = "FILE", defaultValue = "", description = "A file with user name and password, one line each.")
    private String credentials;

    /**
     * What was asked for.
     *
     * @param option the option that names the authorities that may sign the broker's certificate
     * @param trust its value, "" for none
     * @throws UserError if options clash or one is missing
     */
    public Broker broker(String option, String trust) {
        try {
            Broker asked = new Broker(broker,
                    new TlsFiles(trust, certificate, key, keystore, keystorePassword), credentials);
            if (asked.isSecure() && trust.isEmpty()) {
                throw new UserError(broker + " needs " + option
                        + ": a file with the authorities that may sign the broker's certificate");
            }
            return asked;
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage(), e);
        }
    }
}
