// SPDX-License-Identifier: Apache-2.0
package dev.suture.runtime.publish;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

import dev.suture.publish.Publisher;
import dev.suture.runtime.BrokerOptions;
import dev.suture.runtime.UserError;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code suture announce}. */
@Command(name = "announce", mixinStandardHelpOptions = true, description = "Tells the devices of a base release, over MQTT, that there is something new.")
public final class AnnounceCommand implements Callable<Integer> {
    private static final int MAX_SPREAD = 86_400;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The workspace.")
    private Path folder;

    @Option(names = "--base", required = true, paramLabel = "VERSION", description = "The base release.")
    private String base;

    @Mixin
    private BrokerOptions broker;

    @Option(names = "--trust", paramLabel = "FILE", defaultValue = "", description = "For ssl: the authorities that may sign the broker's certificate (PEM).")
    private String trust;

    @Option(names = "--prefix", paramLabel = "TOPIC", defaultValue = "suture/v1", description = "Prefix of all topics (${DEFAULT-VALUE}).")
    private String prefix;

    @Option(names = "--spread", paramLabel = "SECONDS", defaultValue = "0", description = "Over how long the devices spread their requests (${DEFAULT-VALUE}).")
    private int spread;

    @Override
    public Integer call() {
        if (!prefix.matches("[^+#/\\p{Cntrl}]+(/[^+#/\\p{Cntrl}]+)*")) {
            throw new UserError("'" + prefix + "' is no topic prefix; write one like suture/v1");
        }
        if (spread < 0 || spread > MAX_SPREAD) {
            throw new UserError("--spread is a number of seconds from 0 to " + MAX_SPREAD);
        }
        Announcer announcer = new Announcer(broker.broker("--trust", trust),
                line -> spec.commandLine().getErr().println("suture: " + line));
        return Work.in(folder, () -> {
            try (Publisher publisher = Publisher.open(folder, Clock.systemUTC())) {
                byte[] payload = publisher.notification(base, Duration.ofSeconds(spread));
                String topic = prefix + "/" + publisher.product() + "/b/" + base + "/notify";
                announcer.publish(topic, payload);
                spec.commandLine().getOut().println("announced on " + topic + ", " + payload.length + " bytes");
            }
        });
    }
}
