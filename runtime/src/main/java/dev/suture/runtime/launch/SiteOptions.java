// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.launch;

import dev.suture.runtime.BrokerOptions;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is where, as whoever sets up a device says it. */
public final class SiteOptions {
    @Option(names = "--repository", required = true, paramLabel = "URL", description = "The publisher's repository, http or https.")
    private String repository;

    @Mixin
    private BrokerOptions broker;

    @Option(names = "--broker-trust", paramLabel = "FILE", defaultValue = "", description = "For ssl: the authorities that may sign the broker's certificate (PEM).")
    private String brokerTrust;

    /** What was asked for. @throws dev.suture.runtime.UserError if an option is malformed, clashes with another or is missing */
    public DeviceSite site() {
        return new DeviceSite(broker.broker("--broker-trust", brokerTrust), repository);
    }
}
